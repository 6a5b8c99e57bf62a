import { once } from 'node:events';
import { io, type Socket } from 'socket.io-client';
import type { WebSocket } from 'ws';
import {
  FACT_TYPES,
  SOCKET_IO_PATH,
  type ClientToServerEvents,
  type Fact,
  type JoinAnswer,
  type Roster,
  type ServerToClientEvents,
} from '../../../src/shared/protocol.ts';
import type { PageData } from '../../../src/shared/page-data.ts';
import type { Result } from '../../../src/shared/result.ts';
import { createRecorder } from '../recorder.ts';
import { openPage } from './page.ts';

export type RoomSocket = Socket<ServerToClientEvents, ClientToServerEvents>;

/** A person's connection to a room, as far as the server can tell. */
export interface RoomClient {
  readonly page: Pick<PageData, 'identity'>;
  readonly socket: RoomSocket;
  /** Every fact heard so far, in the order in which they came. */
  readonly facts: readonly Fact[];
  /** Resolves with the first fact, heard already or still to come, that `matches`. */
  heard(matches: (fact: Fact) => boolean): Promise<Fact>;
  join(name: string): Promise<Result<JoinAnswer>>;
  request(event: string, ...payload: unknown[]): Promise<Result<unknown>>;
}

const connectSocket = (url: string, auth: Record<string, unknown>): RoomSocket =>
  io(url, {
    path: SOCKET_IO_PATH,
    // A client that may fall back to polling would hide a WebSocket that does not work.
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    auth,
  });

export async function connectRoom(url: string, room: string | Pick<PageData, 'identity'>): Promise<RoomClient> {
  const page = typeof room === 'string' ? await openPage(url, room) : room;
  const socket = connectSocket(url, { ticket: page.identity.ticket });
  const facts = createRecorder<Fact>();
  for (const type of FACT_TYPES) socket.on(type, facts.record);
  await Promise.race([once(socket as never, 'room:roster'), rejection(socket)]);

  const request = (event: string, ...payload: unknown[]): Promise<Result<unknown>> =>
    (socket.timeout(5000) as unknown as { emitWithAck: (...args: unknown[]) => Promise<Result<unknown>> }).emitWithAck(
      event,
      ...payload,
    );

  return {
    page,
    socket,
    facts: facts.all,
    heard: facts.first,
    join: (name) => request('room:join', { name }) as Promise<Result<JoinAnswer>>,
    request,
  };
}

/** Rejects when the connection is refused. */
async function rejection(socket: RoomSocket): Promise<never> {
  const [error] = (await once(socket as never, 'connect_error')) as [Error];
  throw error;
}

/** What the server tells a client next under this name. */
export async function told({ socket }: RoomClient, event: keyof ServerToClientEvents): Promise<unknown> {
  const [what] = (await once(socket as never, event)) as [unknown];
  return what;
}

/** Why a handshake with this `auth` is refused. */
export async function refusalOf(url: string, auth: Record<string, unknown>): Promise<unknown> {
  const socket = connectSocket(url, auth);
  const [error] = (await once(socket as never, 'connect_error')) as [Error & { data?: { code?: unknown } }];
  socket.close();
  return error.data?.code;
}

export const namesIn = (roster: Roster): string[] => roster.participants.map(({ name }) => name);

/** Ends a client's WebSocket as its browser, a proxy or a broken line would. */
export function closeWebSocket({ socket }: RoomClient, code: number, reason = ''): void {
  const { ws } = socket.io.engine.transport as unknown as { ws: WebSocket };
  if (code === 1006) ws.terminate();
  else ws.close(code, reason);
}
