import type { Server as HttpServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import type { GenericSchema, InferOutput } from 'valibot';
import {
  MAX_MESSAGE_BYTES,
  type ClientToServerEvents,
  type JoinAnswer,
  type ParticipantId,
  type ServerToClientEvents,
} from '../../shared/protocol.ts';
import { createRateLimit } from '../../shared/rate-limit.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import {
  joinRequestSchema,
  knockAnswerSchema,
  lockRequestSchema,
  nameRequestSchema,
  signalRequestSchema,
  validate,
} from '../../shared/validate.ts';
import type { IceGrants } from '../ice/ice-grants.ts';
import { areOfSameRoom } from '../rooms/participant-id.ts';
import type { Rooms } from '../rooms/rooms.ts';
import type { Ticket, Tickets } from '../tickets/tickets.ts';
import { placeInAudience } from './audience.ts';

/** Socket.IO ↔ rooms. Holds no state of its own but what Socket.IO keeps per socket. */

interface SocketData {
  ticket: Ticket;
}

type NoEvents = Record<string, never>;
export type Io = Server<ClientToServerEvents, ServerToClientEvents, NoEvents, SocketData>;
export type RoomSocket = Socket<ClientToServerEvents, ServerToClientEvents, NoEvents, SocketData>;

export interface GatewayOptions {
  readonly io: Io;
  readonly rooms: Rooms;
  readonly tickets: Tickets;
  readonly grants: IceGrants;
  readonly now: () => number;
  readonly onError: (error: unknown) => void;
}

/** A person does a few things a minute; a burst happens when a page catches up after an outage. */
const REQUEST_RATE = { burst: 40, perSecond: 10 };

/** An ICE restart sends some ten signals, and a network that changes restarts every link at once. */
const SIGNAL_RATE = { burst: 300, perSecond: 50 };

/** How many requests beyond the rate are still answered before the connection is cut. */
const PATIENCE = 200;

/**
 * Short enough that a participant whose network vanished is marked away within 18 s; the default (45 s) would
 * leave a still picture on everybody's screen for more than a minute.
 */
const HEARTBEAT = { pingInterval: 10_000, pingTimeout: 8_000 };

export function createIo(server: HttpServer, path: string): Io {
  return new Server(server, {
    path,
    serveClient: false,
    // Twice the limit that requests are held to, so that one slightly too large gets an answer and not a cut.
    maxHttpBufferSize: 2 * MAX_MESSAGE_BYTES,
    // The upgrade router answers for paths that are nobody's.
    destroyUpgrade: false,
    ...HEARTBEAT,
  });
}

/** All connections that speak for one participant: one, but for the moment in which a new one replaces the old. */
const connectionsOf = (participantId: ParticipantId): string => `participant:${participantId}`;

type Handler = (payload: unknown) => Promise<Result<unknown>>;

export function serveRooms({ io, rooms, tickets, grants, now, onError }: GatewayOptions): void {
  io.use((socket, next) => {
    const ticket = tickets.verify((socket.handshake.auth as Record<string, unknown>)['ticket']);
    if (!ticket.ok) {
      next(Object.assign(new Error(ticket.code), { data: { code: ticket.code } }));
      return;
    }
    socket.data.ticket = ticket.value;
    next();
  });

  /** Requests by event name. A payload is anything at all until its schema has spoken. */
  const handlersFor = (socket: RoomSocket): Record<keyof ClientToServerEvents, Handler> => {
    const { ticket } = socket.data;
    const { participantId: id, roomId } = ticket;

    /** A request of somebody in the room; a second connection of theirs that has not joined is refused (rule T7). */
    const inRoom =
      <const Schema extends GenericSchema>(
        schema: Schema,
        handle: (request: InferOutput<Schema>) => Promise<Result<unknown>>,
      ): Handler =>
      async (payload) => {
        const request = validate(schema, payload);
        if (!request.ok) return request;
        return (await rooms.isPresent(roomId, id, socket.id)) ? handle(request.value) : refuse('room:not-joined');
      };

    /** Whether a participant has a connection that can be told something, and is still in the room. */
    async function isReachable(to: ParticipantId): Promise<boolean> {
      const connections = await io.in(connectionsOf(to)).fetchSockets();
      const present = connections.map((connection) => rooms.isPresent(roomId, to, connection.id));
      return (await Promise.all(present)).includes(true);
    }

    return {
      async 'room:join'(payload) {
        const request = validate(joinRequestSchema, payload);
        if (!request.ok) return request;
        const joined = await rooms.join(roomId, { id, ...request.value, session: socket.id });
        if (!joined.ok) return joined;
        await replaceOthers(io, socket);
        const roster = await placeInAudience(socket, () => rooms.roster(roomId, id));
        if (!socket.connected) await rooms.disconnect(roomId, id, socket.id);
        return ok<JoinAnswer>({ ...joined.value, roster, ice: await grants.forJoin(id) });
      },

      async 'room:leave'() {
        await socket.leave(connectionsOf(id));
        await rooms.leave(roomId, id, socket.id);
        return ok(null);
      },

      async 'room:resync'() {
        return ok(await rooms.roster(roomId, id));
      },

      'link:signal': inRoom(signalRequestSchema, async ({ to, callId, signal }) => {
        const isThere = areOfSameRoom(to, id) && to !== id && (await isReachable(to));
        if (!isThere) return refuse('participant:unknown');
        io.in(connectionsOf(to)).emit('link:signalled', { from: id, callId, signal });
        return ok(null);
      }),

      'participant:rename': inRoom(nameRequestSchema, ({ name }) => rooms.rename(roomId, id, name)),

      'room:lock': inRoom(lockRequestSchema, ({ isLocked }) => rooms.setLocked(roomId, id, isLocked)),

      async 'room:knock'(payload) {
        const request = validate(nameRequestSchema, payload);
        if (!request.ok) return request;
        const heard = await rooms.knock(roomId, { id, ...request.value, session: socket.id });
        if (!socket.connected) await rooms.disconnect(roomId, id, socket.id);
        return heard;
      },

      'knock:answer': inRoom(knockAnswerSchema, (answer) => rooms.answerKnock(roomId, id, answer)),
    };
  };

  io.on('connection', (socket) => {
    const { roomId, participantId } = socket.data.ticket;
    dispatch(socket, handlersFor(socket), now, onError);

    socket.on('disconnect', () => {
      rooms.disconnect(roomId, participantId, socket.id).catch(onError);
    });

    placeInAudience(socket, () => rooms.roster(roomId, participantId)).then(
      (roster) => socket.emit('room:roster', roster),
      onError,
    );
  });
}

/** The newest connection of a participant is the one that counts: a duplicated tab, or one that came back. */
async function replaceOthers(io: Io, socket: RoomSocket): Promise<void> {
  const connections = connectionsOf(socket.data.ticket.participantId);
  const others = io.in(connections).except(socket.id);
  others.emit('session:replaced');
  others.disconnectSockets(true);
  await socket.join(connections);
}

/** Answers every event of a socket: unknown ones, floods and bugs included. */
function dispatch(
  socket: RoomSocket,
  handlers: Readonly<Record<string, Handler>>,
  now: () => number,
  onError: (error: unknown) => void,
): void {
  const requests = createRateLimit({ ...REQUEST_RATE, now });
  const signals = createRateLimit({ ...SIGNAL_RATE, now });
  let overruns = 0;

  const answer = async (event: string, payload: unknown): Promise<Result<unknown>> => {
    if (!(event === 'link:signal' ? signals : requests).take()) {
      overruns += 1;
      if (overruns > PATIENCE) socket.disconnect(true);
      return refuse('rate:limited');
    }
    const handler = Object.hasOwn(handlers, event) ? handlers[event] : undefined;
    if (!handler) return refuse('payload:invalid');
    try {
      return sizeOf(payload) > MAX_MESSAGE_BYTES ? refuse('payload:too-large') : await handler(payload);
    } catch (error) {
      onError(error);
      return refuse('server:error');
    }
  };

  socket.onAny((event: string, ...args: unknown[]) => {
    const ack = args.at(-1);
    const payload = typeof args[0] === 'function' ? undefined : args[0];
    answer(event, payload)
      .then((result) => {
        if (typeof ack === 'function') (ack as (result: Result<unknown>) => void)(result);
      })
      .catch(onError);
  });
}

/** Bytes of a decoded payload. */
const sizeOf = (payload: unknown): number => (payload === undefined ? 0 : Buffer.byteLength(JSON.stringify(payload)));
