import { Peer } from 'peerjs';
import { io, type Socket } from 'socket.io-client';
import * as v from 'valibot';
import type { Identity } from '../../../shared/page-data.ts';
import type { ClientToServerEvents, ServerToClientEvents } from '../../../shared/protocol.ts';
import type { Check, Outcome } from '../../call/doctor/examination.ts';
import { peerServerAddress } from '../peer-server-address.ts';
import { untilReported } from './until-reported.ts';

/** A server that has not answered by then will not be found faster by a call. */
const CONNECT_TIMEOUT_MS = 6000;

type RoomSocket = Socket<ServerToClientEvents, ClientToServerEvents>;

interface RoomAccess extends Pick<Identity, 'ticket'> {
  /** Of Socket.IO. */
  readonly path: string;
}

interface PeerServerAccess extends Pick<Identity, 'participantId' | 'ticket'> {
  /** Of PeerServer. */
  readonly path: string;
}

const refusalSchema = v.object({ data: v.object({ code: v.string() }) });

const openSocket = ({ ticket, path }: RoomAccess, transport: 'websocket' | 'polling'): RoomSocket =>
  io({
    path,
    transports: [transport],
    auth: { ticket },
    reconnection: false,
    timeout: CONNECT_TIMEOUT_MS,
    // Not the connection of another check.
    forceNew: true,
  });

/** Connects, joins the room that was made for this, and leaves it. */
async function tryRoom(access: RoomAccess, transport: 'websocket' | 'polling', signal: AbortSignal): Promise<Outcome> {
  const socket = openSocket(access, transport);
  const unreachable: Outcome = { status: 'failed', problem: 'unreachable' };
  const refused: Outcome = { status: 'failed', problem: 'refused' };
  try {
    return await untilReported<Outcome>(
      signal,
      (report) => {
        socket.on('connect_error', (error) => report(v.is(refusalSchema, error) ? refused : unreachable));
        socket.on('connect', () => {
          const askedAt = performance.now();
          socket.emit('room:join', { name: '' }, (joined) => {
            const ms = performance.now() - askedAt;
            socket.emit('room:leave', () => report(joined.ok ? { status: 'ok', ms } : refused));
          });
        });
      },
      () => unreachable,
    );
  } finally {
    socket.close();
  }
}

/** Whether the room can be reached over a WebSocket; where it cannot, whether it can be reached at all. */
export function createWebSocketCheck(access: RoomAccess): Check {
  return async (signal) => {
    const outcome = await tryRoom(access, 'websocket', signal);
    const isUnreachable = outcome.status === 'failed' && outcome.problem === 'unreachable';
    if (!isUnreachable || signal.aborted) return outcome;
    const slower = await tryRoom(access, 'polling', signal);
    return slower.status === 'ok' ? { status: 'failed', problem: 'polling-only' } : slower;
  };
}

/**
 * Whether PeerServer accepts us.
 * @param requestToken the page's own token may be too old when this is tried.
 */
export function createPeerServerCheck(
  { participantId, path }: PeerServerAccess,
  requestToken: () => Promise<string>,
): Check {
  return async (signal) => {
    const failed: Outcome = { status: 'failed', problem: 'peer-server-unreachable' };
    const token = await requestToken().catch(() => null);
    if (token === null) return failed;
    const startedAt = performance.now();
    const peer = new Peer(participantId, { ...peerServerAddress(path), token });
    try {
      return await untilReported<Outcome>(
        signal,
        (report) => {
          peer.on('open', () => report({ status: 'ok', ms: performance.now() - startedAt }));
          peer.on('error', () => report(failed));
          peer.on('disconnected', () => report(failed));
        },
        () => failed,
      );
    } finally {
      peer.destroy();
    }
  };
}
