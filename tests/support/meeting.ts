import { signal, type Signal } from '@preact/signals-core';
import { EMPTY_ROSTER } from '../../src/shared/protocol.ts';
import { createCallState, type CallEvent, type CallState } from '../../src/client/call/room/call-state.ts';
import type { Messages } from '../../src/client/call/messages/conversations.ts';
import type { LinkMessage } from '../../src/client/call/messages/link-message.ts';
import { reduce } from '../../src/client/call/room/reduce.ts';
import { idOf, participant } from './scene.ts';

/** One page of a meeting whose messages go from hand to hand, when the test says so. */
export interface MeetingPage {
  readonly id: string;
  readonly state: Signal<CallState>;
  readonly messages: Messages;
  happens(event: CallEvent): void;
}

export interface Meeting {
  page(name: string): MeetingPage;
  /** Lets everything on its way arrive; with `from` and `to` only what is between these two. */
  deliver(from?: string, to?: string): void;
  /** A connection opens: each is told the other's greetings. */
  connect(name: string, other: string): void;
  /** What another person's browser sends, which need not be ours. */
  inject(from: string, to: string, message: LinkMessage): void;
  /** Everything sent so far and not delivered yet, as `alice → bob`. */
  pending(): { from: string; to: string; message: LinkMessage }[];
}

type Listener = (from: string, message: LinkMessage) => void;

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
  let onTheWay: { from: string; to: string; message: LinkMessage }[] = [];
  const listeners = new Map<string, Set<Listener>>();
  const greetings = new Map<string, ((to: string) => readonly LinkMessage[])[]>();

  function createPage(name: string): MeetingPage {
    const id = idOf(name);
    const state = signal(stateIn(name, names));
    const own = new Set<Listener>();
    listeners.set(id, own);
    greetings.set(id, []);
    const send = (to: string, message: LinkMessage): boolean => {
      if (!state.peek().links.has(to)) return false;
      onTheWay.push({ from: id, to, message });
      return true;
    };
    return {
      id,
      state,
      happens: (event) => (state.value = reduce(state.peek(), event, { now: 0, random: 0 }).state),
      messages: {
        send,
        sendToAll: (message) => [...state.peek().links.keys()].forEach((to) => send(to, message)),
        sendVolatile: (to, message) => void send(to, message),
        greet: (greeting) => void greetings.get(id)?.push(greeting),
        on(type, listener) {
          const hear: Listener = (from, message) => {
            if (message.type === type) listener(from, message as Parameters<typeof listener>[1]);
          };
          own.add(hear);
          return () => void own.delete(hear);
        },
      },
    };
  }

  const pages = new Map(names.map((name) => [name, createPage(name)]));
  const hear = (from: string, to: string, message: LinkMessage): void =>
    listeners.get(to)?.forEach((listener) => listener(from, message));
  const greet = (from: string, to: string): void =>
    greetings.get(from)?.forEach((greeting) => greeting(to).forEach((message) => hear(from, to, message)));

  return {
    page(name) {
      const page = pages.get(name);
      if (!page) throw new Error(`${name} is not in this meeting`);
      return page;
    },
    deliver(from, to) {
      const isMeant = (message: { from: string; to: string }): boolean =>
        (from === undefined || message.from === idOf(from)) && (to === undefined || message.to === idOf(to));
      const arriving = onTheWay.filter(isMeant);
      onTheWay = onTheWay.filter((message) => !isMeant(message));
      for (const { from: sender, to: receiver, message } of arriving) hear(sender, receiver, message);
    },
    connect(name, other) {
      greet(idOf(name), idOf(other));
      greet(idOf(other), idOf(name));
    },
    inject: (from, to, message) => hear(idOf(from), idOf(to), message),
    pending: () => onTheWay,
  };
}
