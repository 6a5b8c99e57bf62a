import type { Channel } from '../../src/client/call/messages/channels.ts';
import { createSafetyProtocol, type SafetyProtocol } from '../../src/client/call/safety/protocol.ts';
import type { SafetyMessage } from '../../src/client/call/safety/safety-message.ts';
import type { SafetyState } from '../../src/client/call/safety/safety-state.ts';
import { digestOf } from '../../src/client/call/safety/statement.ts';
import { createFakeClock, type FakeClock } from './fakes/fake-clock.ts';
import { createRandom } from './random.ts';
import { idOf } from './scene.ts';

export interface OnTheWay {
  readonly from: string;
  readonly to: string;
  readonly message: SafetyMessage;
}

/** A certificate by its name; a page has one with its id, unless the test says otherwise. */
export const certificate = (name: string): string => digestOf(`certificate of ${name}`);

/** Of somebody with whom there is no connection yet. */
export const UNKNOWN = 'unknown';

/** Pages that work out a safety code, and a wire on which a test can sit. */
export interface SafetyRoom {
  readonly clock: FakeClock;
  state(name: string): SafetyState;
  /** The code on the screen of `name`; null where there is none. */
  code(name: string): string | null;
  /** Who is in the room, on the page of `name`. What is not said of somebody's certificate is the truth. */
  see(name: string, members: readonly string[], lies?: Readonly<Record<string, string>>): void;
  /** All of them see all of them. */
  meet(...names: string[]): void;
  /** A page that knows nothing, with a certificate of its own, stands for the same participant. */
  reload(name: string, certificateName: string): void;
  /** What is done with each message instead of handing it over: what comes back is handed over. */
  intercept: (message: OnTheWay) => readonly OnTheWay[];
  /** Hands this over, whoever has made it. */
  inject(message: OnTheWay): void;
  /** Everything that was sent, also what never arrived. */
  readonly sent: readonly OnTheWay[];
  /** Lets everything arrive: between two pages in order, else in an order that `seed` says. */
  deliver(seed?: number): void;
}

interface Page {
  readonly protocol: SafetyProtocol;
  readonly certificate: string;
  readonly hear: (from: string, message: SafetyMessage) => void;
  state: SafetyState;
}

/** More than any honest exchange takes: who says more goes round in a circle. */
const MAX_MESSAGES = 20_000;

export function createSafetyRoom(): SafetyRoom {
  const clock = createFakeClock();
  const pages = new Map<string, Page>();
  const sent: OnTheWay[] = [];
  let onTheWay: OnTheWay[] = [];
  let nonces = 0;

  function open(id: string, own: string): Page {
    let hear: Page['hear'] = () => undefined;
    const channel: Pick<Channel<SafetyMessage>, 'send' | 'on'> = {
      send(to, message) {
        sent.push({ from: id, to, message });
        onTheWay.push({ from: id, to, message });
        return true;
      },
      on(listener) {
        hear = listener;
        return () => undefined;
      },
    };
    const page: Page = {
      protocol: createSafetyProtocol({
        selfId: id,
        channel: channel as Channel<SafetyMessage>,
        newNonce: () => digestOf(`nonce ${(nonces += 1)}`),
        schedule: clock.schedule,
        tell(state) {
          if (pages.get(id) === page || !pages.has(id)) page.state = state;
        },
      }),
      certificate: own,
      hear: (from, message) => hear(from, message),
      state: { type: 'alone' },
    };
    pages.set(id, page);
    return page;
  }

  const pageOf = (id: string): Page => pages.get(id) ?? open(id, certificate(id));
  const hand = ({ from, to, message }: OnTheWay): void => pages.get(to)?.hear(from, message);

  const room: SafetyRoom = {
    clock,
    sent,
    intercept: (message) => [message],
    inject: hand,
    state: (name) => pageOf(idOf(name)).state,
    code(name) {
      const state = room.state(name);
      return state.type === 'code' ? state.code.join(' ') : null;
    },
    see(name, members, lies = {}) {
      const others = members.filter((other) => other !== name);
      const seen = others.map((other): [string, string] => [
        idOf(other),
        lies[other] ?? pageOf(idOf(other)).certificate,
      ]);
      const page = pageOf(idOf(name));
      page.protocol.see(others.map(idOf), {
        own: page.certificate,
        others: new Map(seen.filter(([, each]) => each !== UNKNOWN)),
      });
    },
    meet(...names) {
      for (const name of names) room.see(name, names);
    },
    reload(name, certificateName) {
      pages.delete(idOf(name));
      onTheWay = onTheWay.filter(({ from, to }) => from !== idOf(name) && to !== idOf(name));
      open(idOf(name), certificate(certificateName));
    },
    deliver(seed = 1) {
      const random = createRandom(seed);
      for (let count = 0; onTheWay.length > 0; count += 1) {
        if (count > MAX_MESSAGES) throw new Error('they never stop');
        const ways = [...new Set(onTheWay.map(({ from, to }) => `${from} ${to}`))];
        const way = ways[random.integer(ways.length)];
        const index = onTheWay.findIndex(({ from, to }) => `${from} ${to}` === way);
        const [message] = onTheWay.splice(index, 1);
        if (message) room.intercept(message).forEach(hand);
      }
    },
  };
  return room;
}
