import { io, type Socket } from 'socket.io-client';
import { signal, type ReadonlySignal } from '@preact/signals-core';
import * as v from 'valibot';
import type { LinkReport } from '../../shared/admin/link-report.ts';
import {
  FACT_TYPES,
  type ClientToServerEvents,
  type HandshakeAuth,
  type ServerToClientEvents,
} from '../../shared/protocol.ts';
import { ERROR_CODES, refuse, type Result } from '../../shared/result.ts';
import {
  askedFactSchema,
  factSchema,
  joinedSchema,
  knockHeardSchema,
  membershipRenewedSchema,
  rosterSchema,
  serviceNoticeSchema,
  signalFactSchema,
  validate,
} from '../../shared/validate.ts';
import type { RoomEvent, RoomLink } from '../call/ports/room-link.ts';
import { createHostRequests } from './host-requests.ts';

/** A request that takes longer has been lost with its connection, which is then made anew. */
const REQUEST_TIMEOUT_MS = 8000;

/**
 * A server that answers at all answers within this; more would hold up the mending of links. On a line that is only slow
 * a new connection would not help, so each one that was made in vain doubles the patience, up to that of a request.
 */
const PROBE_TIMEOUT_MS = 1200;

/** A timer this late says that the page was too busy to see an answer, not that there was none. */
const BUSY_MS = 400;

/** After the server cut us for asking too much. */
const CUT_RETRY_MS = 3000;

const rejectionSchema = v.object({ data: v.object({ code: v.picklist(ERROR_CODES) }) });
const refusalSchema = v.object({ ok: v.literal(false), code: v.picklist(ERROR_CODES) });
const acceptanceSchema = v.object({ ok: v.literal(true), value: v.unknown() });

/** An acknowledgement as it came from the wire. */
function readAck<const Schema extends v.GenericSchema>(schema: Schema, ack: unknown): Result<v.InferOutput<Schema>> {
  const refusal = v.safeParse(refusalSchema, ack);
  if (refusal.success) return refuse(refusal.output.code);
  const acceptance = v.safeParse(acceptanceSchema, ack);
  return acceptance.success ? validate(schema, acceptance.output.value) : refuse('payload:invalid');
}

/** How long a part of the service is given to be reached again. Three times for a newcomer: longer, and they reload. */
const AWAY_RETRY_MS = 2000;
const NEWCOMER_TRIES = 3;

/** Asks again as long as the answer is that a part of the service is away (rule N3). */
async function askAgainWhileAway<T>(
  ask: () => Promise<Result<T> | null>,
  { tries, isOver }: { tries: number; isOver: () => boolean },
): Promise<Result<T> | null> {
  for (let count = 1; ; count += 1) {
    const answer = await ask();
    if (answer === null || answer.ok || answer.code !== 'service:away' || count >= tries) return answer;
    await new Promise((resolve) => setTimeout(resolve, AWAY_RETRY_MS));
    if (isOver()) return null;
  }
}

export interface SocketRoomLink extends RoomLink {
  /** What the server's admin says to all rooms; empty for nothing. */
  readonly serviceNotice: ReadonlySignal<string>;
  /** Lost where there is no connection. */
  report(report: LinkReport): void;
  /** Whether the page is about to close (rule G7). */
  announceClosing(isClosing: boolean): void;
  /** For good: a page that is going away must not hear that it has left, and come back. */
  close(): void;
}

/** The room over Socket.IO: WebSocket at once, long polling where a proxy lets no WebSocket through. */
export function createSocketRoomLink(firstTicket: string, path: string): SocketRoomLink {
  let ticket = firstTicket;
  let isReplaced = false;
  let membership: string | null = null;
  let joinedSession: string | null = null;
  let probeTimeoutMs = PROBE_TIMEOUT_MS;
  const serviceNotice = signal('');
  const socket: Socket<ServerToClientEvents, ClientToServerEvents> = io({
    path,
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    auth: (send: (auth: HandshakeAuth) => void) => send({ ticket }),
    autoConnect: false,
    // A restarted server should find everybody back within seconds; the spread keeps them from coming all at once.
    reconnectionDelay: 300,
    reconnectionDelayMax: 2000,
  });

  /** Null when the connection was lost meanwhile: the caller will hear of the next connection and can ask again. */
  async function request<const Schema extends v.GenericSchema>(
    schema: Schema,
    send: () => Promise<unknown>,
  ): Promise<Result<v.InferOutput<Schema>> | null> {
    if (socket.disconnected) return null;
    try {
      return readAck(schema, await send());
    } catch {
      if (socket.connected) connectAnew();
      return null;
    }
  }

  const connectAnew = (): void => void socket.disconnect().connect();
  const asking = (timeoutMs = REQUEST_TIMEOUT_MS) => socket.timeout(timeoutMs);

  /** Asks for what a server that can be reached acknowledges at once. */
  async function askInHaste(ask: (hasty: ReturnType<typeof asking>) => Promise<unknown>): Promise<void> {
    if (socket.disconnected) return;
    const timeoutMs = probeTimeoutMs;
    const since = performance.now();
    try {
      await ask(asking(timeoutMs));
      probeTimeoutMs = PROBE_TIMEOUT_MS;
    } catch {
      if (!socket.connected) return;
      if (performance.now() - since > timeoutMs + BUSY_MS) return probe();
      probeTimeoutMs = Math.min(REQUEST_TIMEOUT_MS, timeoutMs * 2);
      connectAnew();
    }
  }

  const probe = (): Promise<void> => askInHaste((hasty) => hasty.emitWithAck('room:resync'));

  socket.on('service:notice', (notice: unknown) => {
    const read = validate(serviceNoticeSchema, notice);
    if (read.ok) serviceNotice.value = read.value.text;
  });

  return {
    serviceNotice,
    report: (report) => void socket.volatile.emit('room:report', report, () => undefined),
    connect: () => void socket.connect(),
    listen(listener) {
      const tell = <T>(parsed: Result<T>, toEvent: (value: T) => RoomEvent): void => {
        if (parsed.ok) listener(toEvent(parsed.value));
      };
      const onFact = (fact: unknown): void =>
        tell(validate(factSchema, fact), (value) => ({ type: 'fact', fact: value }));

      socket.on('connect', () => listener({ type: 'connected' }));
      socket.on('disconnect', (reason) => {
        listener({ type: 'disconnected' });
        // Socket.IO takes a cut by the server as final; only being replaced is.
        if (reason === 'io server disconnect' && !isReplaced) setTimeout(() => socket.connect(), CUT_RETRY_MS);
      });
      socket.on('connect_error', (error) => {
        const rejection = v.safeParse(rejectionSchema, error);
        if (rejection.success) listener({ type: 'rejected', code: rejection.output.data.code });
      });
      socket.on('room:roster', (roster: unknown) =>
        tell(validate(rosterSchema, roster), (value) => ({ type: 'roster', roster: value })),
      );
      for (const type of FACT_TYPES) socket.on(type, onFact);
      socket.on('link:signalled', (fact: unknown) =>
        tell(validate(signalFactSchema, fact), (value) => ({ type: 'signal', ...value })),
      );
      socket.on('participant:asked', (fact: unknown) =>
        tell(validate(askedFactSchema, fact), (value) => ({ type: 'asked', ...value })),
      );
      socket.on('membership:renewed', (fact: unknown) => {
        const renewed = validate(membershipRenewedSchema, fact);
        if (renewed.ok) ({ membership } = renewed.value);
      });
      socket.on('session:replaced', () => {
        isReplaced = true;
        listener({ type: 'replaced' });
      });
    },
    async join(name, isLocked, { hostKey, passcode }) {
      const known = {
        ...(membership !== null && { membership }),
        ...(hostKey !== null && { hostKey }),
        ...(passcode !== null && { passcode }),
      };
      const session = socket.id ?? null;
      const ask = () => request(joinedSchema, () => asking().emitWithAck('room:join', { name, isLocked, ...known }));
      const joined = await askAgainWhileAway(ask, {
        // Who was inside has a call to come back to; who comes anew is told.
        tries: joinedSession === null ? NEWCOMER_TRIES : Infinity,
        isOver: () => (socket.id ?? null) !== session,
      });
      if (joined?.ok) {
        membership = joined.value.membership ?? null;
        joinedSession = session;
      }
      return joined;
    },
    knock: (name) => request(knockHeardSchema, () => asking().emitWithAck('room:knock', { name })),
    async answerKnock(answer) {
      await request(v.null(), () => asking().emitWithAck('knock:answer', answer));
    },
    async setLocked(isLocked) {
      await request(v.null(), () => asking().emitWithAck('room:lock', { isLocked }));
    },
    hosting: createHostRequests({ request, asking }),
    resync: () => request(rosterSchema, () => asking().emitWithAck('room:resync')),
    async leave() {
      await request(v.null(), () => asking().emitWithAck('room:leave'));
    },
    signal: (to, callId, signal) => askInHaste((hasty) => hasty.emitWithAck('link:signal', { to, callId, signal })),
    probe,
    reconnect() {
      if (socket.disconnected && socket.active) connectAnew();
    },
    async rename(name) {
      await request(v.null(), () => asking().emitWithAck('participant:rename', { name }));
    },
    useTicket(next) {
      ticket = next;
      connectAnew();
    },
    announceClosing: (isClosing) => void socket.volatile.emit('room:closing', { isClosing }, () => undefined),
    close: () => void socket.disconnect(),
    get session() {
      // Kept for the farewell: Firefox 153 may close the WebSocket of a closing page before `pagehide`.
      return joinedSession;
    },
  };
}
