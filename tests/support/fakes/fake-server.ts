import { createRooms, type Rooms } from '../../../src/server/rooms/rooms.ts';
import { createMemoryStore } from '../../../src/server/store/memory-store.ts';
import type { ParticipantId } from '../../../src/shared/protocol.ts';
import type { RoomEvent } from '../../../src/client/call/ports/room-link.ts';
import { createFakeDoorPorts, FAKE_MEMBERSHIPS } from './fake-proofs.ts';
import type { FakeClock } from './fake-clock.ts';

export const ROOM = 'courtyard';

/** From a page to the server or back, or from one page to another. */
export const LATENCY_MS = 20;

export const GRACE_MS = 30_000;

/** One connection of a page, as the server sees it. */
export interface FakeSession {
  readonly name: string;
  readonly id: ParticipantId;
  /** Tells the page something; it arrives later, or never. */
  readonly tell: (event: RoomEvent) => void;
  /** The server ends the connection. */
  readonly end: () => void;
}

/** A server with the real rooms, one room, and connections that are function calls. */
export interface FakeServer {
  readonly isUp: boolean;
  /** What this server knows of rooms; after a restart it is another one's. */
  readonly rooms: Rooms;
  open(session: Omit<FakeSession, 'name'>): FakeSession;
  /** The connection is gone, and the server has noticed. */
  close(session: FakeSession): void;
  hasJoined(session: FakeSession): boolean;
  setJoined(session: FakeSession, hasJoined: boolean): void;
  /** The connections of a participant that has joined. */
  connectionsOf(id: ParticipantId): readonly FakeSession[];
  /** Whatever depends on the server being there: PeerServer. */
  onStop(task: () => void): void;
  stop(): void;
  /** Comes back, and remembers nothing. */
  start(): void;
}

export function createFakeServer(clock: FakeClock, { capacity = 8 } = {}): FakeServer {
  const sessions = new Map<FakeSession, { hasJoined: boolean }>();
  const stopTasks = new Set<() => void>();
  let isUp = true;
  let count = 0;
  let rooms = createKnowledge();

  /** As server/signalling/audience.ts does. */
  function tell(event: RoomEvent, isMeant: (hasJoined: boolean, id: ParticipantId) => boolean): void {
    for (const [session, { hasJoined }] of [...sessions]) if (isMeant(hasJoined, session.id)) session.tell(event);
  }

  function createKnowledge(): Rooms {
    const knowledge = createRooms({
      store: createMemoryStore((_room, { facts, outside }) => {
        if (knowledge !== rooms) return;
        for (const fact of facts) {
          tell(
            { type: 'fact', fact },
            (hasJoined, id) => hasJoined || outside === 'facts' || (fact.type === 'knock:ended' && fact.id === id),
          );
          if (fact.type !== 'participant:left') continue;
          for (const [session, known] of sessions) if (session.id === fact.id) known.hasJoined = false;
        }
        if (outside !== null && outside !== 'facts')
          tell({ type: 'roster', roster: outside }, (hasJoined) => !hasJoined);
      }),
      now: clock.now,
      capacity,
      graceMs: GRACE_MS,
      withoutPeerSince: () => null,
      memberships: FAKE_MEMBERSHIPS,
      ...createFakeDoorPorts(),
    });
    return knowledge;
  }

  const expire = (): void => {
    void rooms.expire();
    clock.schedule(expire, 1000);
  };
  expire();

  return {
    get isUp() {
      return isUp;
    },
    get rooms() {
      return rooms;
    },
    open(given) {
      count += 1;
      const session = { ...given, name: `session-${count}` };
      sessions.set(session, { hasJoined: false });
      void rooms.roster(ROOM, session.id).then((roster) => session.tell({ type: 'roster', roster }));
      return session;
    },
    close(session) {
      if (sessions.delete(session)) void rooms.disconnect(ROOM, session.id, session.name);
    },
    hasJoined: (session) => sessions.get(session)?.hasJoined ?? false,
    setJoined(session, hasJoined) {
      const known = sessions.get(session);
      if (!known) return;
      known.hasJoined = hasJoined;
      if (!hasJoined) return;
      for (const [other] of [...sessions].filter(([each]) => each.id === session.id && each !== session)) {
        sessions.delete(other);
        other.tell({ type: 'replaced' });
        other.end();
      }
    },
    connectionsOf: (id) =>
      [...sessions].flatMap(([each, { hasJoined }]) => (each.id === id && hasJoined ? [each] : [])),
    onStop: (task) => void stopTasks.add(task),
    stop() {
      isUp = false;
      const ended = [...sessions.keys()];
      sessions.clear();
      for (const session of ended) session.end();
      for (const task of stopTasks) task();
    },
    start() {
      rooms = createKnowledge();
      isUp = true;
    },
  };
}
