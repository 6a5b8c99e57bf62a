import type { IncomingMessage, Server as HttpServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import { MAX_MESSAGE_BYTES, type ClientToServerEvents, type ServerToClientEvents } from '../../shared/protocol.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { AddressOf, ClientAddress } from '../limits/client-address.ts';
import { REFUSAL_DELAY_MS, type Limits } from '../limits/limits.ts';
import type { Place, Places } from '../limits/places.ts';
import type { Ticket, Tickets } from '../tickets/tickets.ts';
import type { AdmitSocket } from './admit-socket.ts';
import type { Claim } from './elsewhere.ts';
import { guardConnection } from './connection-guard.ts';
import { createUnsentWatch, cut, end, type EngineConnection } from './unsent.ts';

/** Socket.IO's server, and what may connect to it. */

export interface SocketData {
  ticket: Ticket;
  address: ClientAddress;
  /** The place that its connection takes up. */
  place: Place;
  /** Its page has said that it closes: the end of the connection is a leave (rule G7). */
  isClosing?: boolean;
  /** Once it has joined. */
  claim?: Claim | undefined;
}

type NoEvents = Record<string, never>;
export type Io = Server<ClientToServerEvents, ServerToClientEvents, NoEvents, SocketData>;
export type RoomSocket = Socket<ClientToServerEvents, ServerToClientEvents, NoEvents, SocketData>;

export interface IoOptions {
  readonly path: string;
  readonly admit: AdmitSocket;
  readonly addressOf: AddressOf;
  readonly places: Places;
  readonly limits: Limits;
  readonly tickets: Tickets;
  readonly now: () => number;
}

/**
 * Short enough that a participant whose network vanished is marked away within 18 s; the default (45 s) would
 * leave a still picture on everybody's screen for more than a minute.
 */
const HEARTBEAT = { pingInterval: 10_000, pingTimeout: 8_000 };

/** A client shows its ticket in its first packet. */
const CONNECT_TIMEOUT_MS = 10_000;

/** JSONP would let a script of any site read what a poll answers. */
const wantsJsonp = (request: IncomingMessage): boolean => /[?&]j=/.test(request.url ?? '');

type Caller = Pick<SocketData, 'address' | 'place'>;

export interface SocketServer {
  readonly io: Io;
  /** Null for a connection that has ended, or that there was no place for. */
  callerOf(connection: EngineConnection): Caller | null;
}

export function createSocketServer(server: HttpServer, options: IoOptions): SocketServer {
  const { path, admit, addressOf, places, limits, tickets, now } = options;
  const io: Io = new Server(server, {
    path,
    serveClient: false,
    // Twice the limit that requests are held to, so that one slightly too large gets an answer and not a cut.
    maxHttpBufferSize: 2 * MAX_MESSAGE_BYTES,
    // The upgrade router answers for all other paths.
    destroyUpgrade: false,
    connectTimeout: CONNECT_TIMEOUT_MS,
    allowRequest(request, answer) {
      if (wantsJsonp(request) || !places.hasRoom(addressOf(request))) {
        answer('rate:limited', false);
        return;
      }
      admit(request, 'handshake').then(
        (result) => {
          // Gone while it waited for its turn: a connection for nobody would be kept until it is found silent.
          if (request.socket.destroyed) answer('payload:invalid', false);
          else if (result.ok) answer(null, true);
          else if (request.headers.upgrade !== undefined) answer(result.code, false);
          else setTimeout(() => answer(result.code, false), REFUSAL_DELAY_MS);
        },
        () => answer('server:error', false),
      );
    },
    ...HEARTBEAT,
  });

  const callers = new WeakMap<EngineConnection, Caller>();
  const watchUnsent = createUnsentWatch();
  io.engine.on('connection', (connection: EngineConnection) => {
    const address = addressOf(connection.request);
    guardConnection(connection, now, () => limits.punish('handshake', address));
    watchUnsent(connection);
    const place = places.take(address, () => cut(connection));
    if (!place) {
      cut(connection);
      return;
    }
    callers.set(connection, { address, place });
    connection.on('close', () => place.free());
  });

  /** Whether a CONNECT shows a good ticket. */
  async function admitSocket(socket: RoomSocket): Promise<Result<null>> {
    const caller = callers.get(socket.conn);
    if (!caller || !(await limits.take('connect', caller.address))) return refuse('rate:limited');
    const ticket = tickets.verify((socket.handshake.auth as Record<string, unknown>)['ticket']);
    if (!ticket.ok) return ticket;
    Object.assign(socket.data, { ...caller, ticket: ticket.value } satisfies SocketData);
    return ok(null);
  }

  io.use((socket, next) => {
    admitSocket(socket).then(
      (result) => {
        if (result.ok) {
          next();
          return;
        }
        next(Object.assign(new Error(result.code), { data: { code: result.code } }));
        // Socket.IO sends the refusal in the next tick.
        setImmediate(() => end(socket.conn));
      },
      (error: unknown) => next(error as Error),
    );
  });
  return { io, callerOf: (connection) => callers.get(connection) ?? null };
}
