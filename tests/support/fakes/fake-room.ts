import type { ParticipantId } from '../../../src/shared/protocol.ts';
import { ok, refuse, type Result } from '../../../src/shared/result.ts';
import type { RoomEvent, RoomLink } from '../../../src/client/call/ports/room-link.ts';
import type { FakeClock } from './fake-clock.ts';
import { LATENCY_MS, ROOM, type FakeServer, type FakeSession } from './fake-server.ts';

export interface FakeRoom extends RoomLink {
  /** The page's own network: what is sent meanwhile is lost, and the server notices as late as Socket.IO does. */
  setOnline(isOnline: boolean): void;
  /** The connection ends, and both sides notice; the page connects anew by itself. */
  drop(): void;
  /** The server takes no ticket from now on, until it is told to. */
  setRefusing(isRefusing: boolean): void;
  /** The page is gone, without a word. */
  vanish(): void;
  /** Signals that this page has sent, by type. */
  readonly signals: readonly string[];
  /** How often it has shown a ticket. */
  readonly attempts: number;
}

const RECONNECT_MS = 300;
const PROBE_MS = 1200;
const REQUEST_MS = 8000;
const HEARTBEAT_MS = 18_000;

export function createFakeRoom(server: FakeServer, clock: FakeClock, id: ParticipantId): FakeRoom {
  let emit: (event: RoomEvent) => void = () => undefined;
  let session: FakeSession | null = null;
  let isOnline = true;
  let isRefusing = false;
  let isGone = false;
  let isReplaced = false;
  let attempts = 0;
  let membership: string | null = null;
  let cancelAttempt = (): void => undefined;
  const signals: string[] = [];

  function tryAfter(ms: number): void {
    cancelAttempt();
    cancelAttempt = clock.schedule(attempt, ms);
  }

  function attempt(): void {
    if (session || isGone) return;
    if (!isOnline || !server.isUp) {
      tryAfter(RECONNECT_MS);
      return;
    }
    attempts += 1;
    if (isRefusing) {
      emit({ type: 'rejected', code: 'ticket:forged' });
      return;
    }
    const opened: FakeSession = server.open({
      id,
      tell(event) {
        clock.schedule(() => {
          if (session !== opened || !isOnline) return;
          isReplaced ||= event.type === 'replaced';
          emit(event);
        }, LATENCY_MS);
      },
      end: () => clock.schedule(() => lose(opened), LATENCY_MS),
    });
    session = opened;
    emit({ type: 'connected' });
  }

  function lose(lost: FakeSession): void {
    if (session !== lost) return;
    session = null;
    emit({ type: 'disconnected' });
    if (!isReplaced) tryAfter(RECONNECT_MS);
  }

  /** Ends the connection from this side; a server that cannot be reached notices later. */
  function abandon(): void {
    const ended = session;
    if (!ended) return;
    clock.schedule(() => server.close(ended), isOnline ? LATENCY_MS : HEARTBEAT_MS);
    lose(ended);
  }

  function connectAnew(): void {
    abandon();
    tryAfter(LATENCY_MS);
  }

  /** What is asked for its effect, and not for an answer. */
  const order = async (what: (asking: FakeSession) => Promise<unknown>, timeoutMs?: number): Promise<void> => {
    await ask(what, timeoutMs);
  };

  /** Null where no answer came, after which the connection is made anew. */
  function ask<T>(question: (asking: FakeSession) => Promise<T>, timeoutMs = REQUEST_MS): Promise<T | null> {
    const asking = session;
    if (!asking) return Promise.resolve(null);
    return new Promise((resolve) => {
      const cancel = clock.schedule(() => {
        resolve(null);
        if (session === asking) connectAnew();
      }, timeoutMs);
      const answer = (value: T): void => {
        if (session !== asking || !isOnline) return;
        cancel();
        resolve(value);
      };
      clock.schedule(() => {
        if (session !== asking || !isOnline || !server.isUp) return;
        void question(asking).then((value) => clock.schedule(() => answer(value), LATENCY_MS));
      }, LATENCY_MS);
    });
  }

  const visitor = (name: string, { name: own }: FakeSession) => ({
    id,
    name,
    session: own,
    network: null,
    browser: null,
  });
  const probe = (): Promise<void> => order(() => server.rooms.roster(ROOM, id), PROBE_MS);

  return {
    connect: () => tryAfter(LATENCY_MS),
    listen: (listener) => void (emit = listener),
    join: (name, isLocked, { hostKey, passcode }) =>
      ask(async (asking) => {
        const joined = await server.rooms.join(ROOM, {
          ...visitor(name, asking),
          isLocked,
          ...(membership !== null && { membership }),
          ...(hostKey !== null && { hostKey }),
          ...(passcode !== null && { passcode }),
        });
        if (!joined.ok) return joined;
        membership = joined.value.membership ?? null;
        server.setJoined(asking, true);
        return ok({ ...joined.value, roster: await server.rooms.roster(ROOM, id), ice: null });
      }),
    knock: (name) => ask((asking) => server.rooms.knock(ROOM, visitor(name, asking))),
    answerKnock: (answer) => order(() => server.rooms.answerKnock(ROOM, id, answer)),
    setLocked: (isLocked) => order(() => server.rooms.setLocked(ROOM, id, isLocked)),
    hosting: {
      changeSettings: (change) => ask(() => server.rooms.changeSettings(ROOM, id, change)),
      appoint: (request) => ask(() => server.rooms.appoint(ROOM, id, request)),
      keep: () => ask(() => server.rooms.keep(ROOM, id)),
      remove: (request) => ask(() => server.rooms.remove(ROOM, id, request.id)),
      ask: ({ id: to, wish }) =>
        ask(async () => {
          const asked = await server.rooms.mayAsk(ROOM, id, to);
          if (asked.ok) for (const session of server.connectionsOf(to)) session.tell({ type: 'asked', by: id, wish });
          return asked;
        }),
      end: () => ask(() => server.rooms.end(ROOM, id)),
    },
    leave: () =>
      order((asking) => {
        server.setJoined(asking, false);
        return server.rooms.leave(ROOM, id, asking.name);
      }),
    rename: (name) => order(() => server.rooms.rename(ROOM, id, name)),
    resync: () => ask(async () => ok(await server.rooms.roster(ROOM, id))),
    async signal(to, callId, signal) {
      signals.push(signal.type);
      await ask((asking): Promise<Result<null>> => {
        const [receiver] = server.connectionsOf(to);
        if (!server.hasJoined(asking) || !receiver) return Promise.resolve(refuse('participant:unknown'));
        receiver.tell({ type: 'signal', from: id, callId, signal });
        return Promise.resolve(ok(null));
      }, PROBE_MS);
    },
    probe,
    reconnect() {
      if (!session) tryAfter(LATENCY_MS);
    },
    useTicket: connectAnew,
    get session() {
      return session?.name ?? null;
    },
    setOnline(next) {
      isOnline = next;
      const silent = session;
      if (!isOnline && silent) {
        clock.schedule(() => {
          if (isOnline || session !== silent) return;
          server.close(silent);
          lose(silent);
        }, HEARTBEAT_MS);
      }
    },
    drop() {
      if (session) server.close(session);
      if (session) lose(session);
    },
    setRefusing(next) {
      isRefusing = next;
    },
    vanish() {
      isGone = true;
      cancelAttempt();
      if (session) server.close(session);
      session = null;
    },
    signals,
    get attempts() {
      return attempts;
    },
  };
}
