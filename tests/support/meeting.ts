import { signal, type Signal } from '@preact/signals-core';
import { EMPTY_ROSTER } from '../../src/shared/protocol.ts';
import { createCallState, type CallEvent, type CallState } from '../../src/client/call/room/call-state.ts';
import { createChannels, type Channels, type Messages } from '../../src/client/call/messages/channels.ts';
import type { Notify } from '../../src/client/call/notices/notice.ts';
import { reduce } from '../../src/client/call/room/reduce.ts';
import { createStillLifetime } from './lifetime.ts';
import { idOf, participant } from './scene.ts';

/** One page of a meeting whose messages go from hand to hand, when the test says so. */
export interface MeetingPage {
  readonly id: string;
  readonly state: Signal<CallState>;
  readonly messages: Messages;
  /** What the person was told, as `hand: Alice`. */
  readonly notices: string[];
  readonly notify: Notify;
  happens(event: CallEvent): void;
}

export interface Meeting {
  page(name: string): MeetingPage;
  /** Lets everything on its way arrive; with `from` and `to` only what is between these two. */
  deliver(from?: string, to?: string): void;
  /** A connection opens: each is told the other's greetings. */
  connect(name: string, other: string): void;
  /** What another person's browser sends, which need not be ours. */
  inject(from: string, to: string, message: object): void;
  /** Everything sent so far and not delivered yet, as `alice → bob`. */
  pending(): readonly OnTheWay[];
}

interface OnTheWay {
  readonly from: string;
  readonly to: string;
  readonly message: object;
}

function stateIn(name: string, names: readonly string[]): CallState {
  const people = names.map((each, index) => participant(each, index + 1));
  const self = participant(name, names.indexOf(name) + 1);
  const roster = { ...EMPTY_ROSTER, rev: 10, participants: people };
  const events: CallEvent[] = [
    { type: 'join', name },
    { type: 'room:connected' },
    { type: 'peer-server:open' },
    { type: 'room:joined', joined: { self, roster } },
  ];
  const start = createCallState({ selfId: idOf(name), roster, connectionPrefix: name });
  return events.reduce((state, event) => reduce(state, event, { now: 0, random: 0 }).state, start);
}

export function createMeeting(...names: string[]): Meeting {
  let onTheWay: OnTheWay[] = [];
  const channelsOf = new Map<string, Channels>();
  let time = 0;

  function createPage(name: string): MeetingPage {
    const id = idOf(name);
    const state = signal(stateIn(name, names));
    const notices: string[] = [];
    const send = (to: string, message: object): boolean => {
      if (!state.peek().links.has(to)) return false;
      onTheWay.push({ from: id, to, message });
      return true;
    };
    const channels = createChannels({
      // Here nothing comes too fast: conversations.test.ts shows what then happens.
      now: () => (time += 1000),
      lifetime: createStillLifetime(),
      everybody: () => state.peek().links.keys(),
      send,
      sendVolatile: send,
    });
    channelsOf.set(id, channels);
    return {
      id,
      state,
      happens: (event) => (state.value = reduce(state.peek(), event, { now: 0, random: 0 }).state),
      messages: channels,
      notices,
      notify: ({ type, name: who = '' }) => void notices.push(`${type}: ${who}`),
    };
  }

  const pages = new Map(names.map((name) => [name, createPage(name)]));
  const hear = ({ from, to, message }: OnTheWay): void =>
    channelsOf.get(to)?.receive(from, message, JSON.stringify(message).length);
  /** A greeting overtakes what is on its way. */
  function greet(from: string, to: string): void {
    const before = onTheWay;
    onTheWay = [];
    channelsOf.get(from)?.greet(to);
    const greetings = onTheWay;
    onTheWay = before;
    greetings.forEach(hear);
  }

  return {
    page(name) {
      const page = pages.get(name);
      if (!page) throw new Error(`${name} is not in this meeting`);
      return page;
    },
    deliver(from, to) {
      const isMeant = (message: OnTheWay): boolean =>
        (from === undefined || message.from === idOf(from)) && (to === undefined || message.to === idOf(to));
      const arriving = onTheWay.filter(isMeant);
      onTheWay = onTheWay.filter((message) => !isMeant(message));
      arriving.forEach(hear);
    },
    connect(name, other) {
      greet(idOf(name), idOf(other));
      greet(idOf(other), idOf(name));
    },
    inject: (from, to, message) => hear({ from: idOf(from), to: idOf(to), message }),
    pending: () => onTheWay,
  };
}
