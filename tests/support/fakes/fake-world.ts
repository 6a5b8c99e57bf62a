import { signal, type Signal } from '@preact/signals-core';
import type { Ice } from '../../../src/shared/ice.ts';
import { createCall, type Call } from '../../../src/client/call/call.ts';
import type { CallPorts, Conditions } from '../../../src/client/call/ports.ts';
import { NO_KEYS, type DoorKeys } from '../../../src/client/call/ports/room-link.ts';
import { idOf } from '../scene.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import { createFakeLinks, type FakeLinks } from './fake-links.ts';
import { createFakeMedia, createFakeScreenSource, type FakeMedia, type FakeScreenSource } from './fake-media.ts';
import { createFakeNetwork, type FakeNetwork } from './fake-network.ts';
import { createFakeRoom, type FakeRoom } from './fake-room.ts';
import { createFakeServer, ROOM, type FakeServer } from './fake-server.ts';

/** A page with a call that is all real; around it is nothing but fakes. */
export interface FakePage {
  readonly name: string;
  readonly id: string;
  readonly call: Call;
  readonly room: FakeRoom;
  readonly links: FakeLinks;
  readonly media: FakeMedia;
  readonly screenSource: FakeScreenSource;
  readonly conditions: Signal<Conditions>;
  /** What the person was told: `Bob joined`. */
  readonly notices: string[];
  readonly errors: unknown[];
  /** How often a new ticket was asked for. */
  readonly renewals: number;
  setOnline(isOnline: boolean): void;
  /** The browser says that its network is another one. */
  changeNetwork(): void;
  /** How somebody's link is, `null` where there is none. */
  link(name: string): string | null;
  /** Screens of others, as they are shown: `Bob live`. */
  screens(): string[];
  /** Closed without a word, as by a crash. */
  vanish(): void;
}

/** A server, a network and pages, all in one process and on one clock. */
export interface FakeWorld {
  readonly clock: FakeClock;
  readonly server: FakeServer;
  readonly network: FakeNetwork;
  /** Opens the page; nobody has joined yet. The same name again is the same participant, after a reload. */
  open(name: string, given?: Partial<CallPorts>, keys?: DoorKeys): Promise<FakePage>;
  /** Opens the page and joins. */
  enter(name: string, given?: Partial<CallPorts>): Promise<FakePage>;
  /** Waits until the condition holds, at most `patienceMs` of this world's time; how long it took. */
  until(condition: () => boolean, patienceMs?: number): Promise<number>;
  /** Ends all calls, and whatever still waits. */
  close(): void;
}

const ICE: Ice = { servers: [], transportPolicy: 'all', expiresInMs: null };
const NOBODY = { rev: 0, participants: [], isLocked: false, knocks: [] };
const STEP_MS = 10;

export function createFakeWorld(): FakeWorld {
  const clock = createFakeClock();
  const server = createFakeServer(clock);
  const network = createFakeNetwork(clock);
  const switchboard = { pages: new Map() };
  const pages: FakePage[] = [];

  async function open(name: string, given: Partial<CallPorts> = {}, keys: DoorKeys = NO_KEYS): Promise<FakePage> {
    const id = idOf(name);
    const room = createFakeRoom(server, clock, id);
    const links = createFakeLinks({ clock, server, network, switchboard, id });
    const [media, screenSource] = [createFakeMedia(), createFakeScreenSource()];
    const conditions = signal<Conditions>({ economy: 'none', isAudioOnly: false, cores: 8 });
    const [notices, errors]: [string[], unknown[]] = [[], []];
    let onNetworkChange = (): void => undefined;
    let renewals = 0;
    const call = createCall(
      {
        room,
        links,
        media,
        conditions,
        screenSource,
        renewAdmission() {
          renewals += 1;
          const identity = {
            participantId: id,
            ticket: `ticket-${renewals}`,
            resumeKey: 'key',
            peerToken: `token-${renewals}`,
          };
          return Promise.resolve({ identity, ice: ICE, roster: NOBODY });
        },
        onNetworkChange: (listener) => void (onNetworkChange = listener),
        now: clock.now,
        random: () => 0.5,
        schedule: clock.schedule,
        report: (error) => errors.push(error),
        ...given,
      },
      {
        selfId: id,
        roster: await server.rooms.roster(ROOM, id),
        ice: ICE,
        keys,
        connectionPrefix: `${name.toLowerCase()}${pages.length}`,
      },
    );
    room.connect();
    call.onNotice(({ type, name: who = '' }) => notices.push(`${who} ${type}`.trim()));
    const page: FakePage = {
      name,
      id,
      call,
      room,
      links,
      media,
      screenSource,
      conditions,
      notices,
      errors,
      get renewals() {
        return renewals;
      },
      setOnline(isOnline) {
        room.setOnline(isOnline);
        links.setOnline(isOnline);
        for (const other of pages) {
          if (other.id === id) continue;
          if (isOnline) network.restore(id, other.id);
          else network.cut(id, other.id);
        }
      },
      changeNetwork: () => onNetworkChange(),
      link: (other) => call.state.peek().links.get(idOf(other))?.health.phase ?? null,
      screens: () =>
        call.screens.shown
          .peek()
          .filter(({ isSelf }) => !isSelf)
          .map(({ owner, state }) => `${pages.find((each) => each.id === owner)?.name ?? owner} ${state}`),
      vanish() {
        room.vanish();
        links.vanish();
      },
    };
    pages.push(page);
    return page;
  }

  return {
    clock,
    server,
    network,
    open,
    async enter(name, given) {
      const page = await open(name, given);
      page.call.join(name);
      return page;
    },
    async until(condition, patienceMs = 60_000) {
      const since = clock.now();
      while (!condition()) {
        if (clock.now() - since > patienceMs) throw new Error(`did not come about within ${patienceMs} ms`);
        await clock.pass(STEP_MS);
      }
      return clock.now() - since;
    },
    close() {
      for (const { call } of pages) call.close();
    },
  };
}
