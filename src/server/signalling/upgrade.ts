import { STATUS_CODES, type IncomingMessage, type Server as HttpServer } from 'node:http';
import type { Duplex } from 'node:stream';
import { PEER_SERVER_PATH, SOCKET_IO_PATH, type ParticipantId } from '../../shared/protocol.ts';
import { refuse, type ErrorCode, type Result } from '../../shared/result.ts';
import type { PeerTokens } from '../tickets/peer-tokens.ts';
import type { AdmitSocket } from './admit-socket.ts';
import type { PeerServerEdge } from './peer/peer-server.ts';

/** Where PeerJS connects when its `path` is `/peerjs`. */
const PEER_SOCKET_PATH = `${PEER_SERVER_PATH}/peerjs` as const;

/** What is refused for another reason than its token. */
const STATUS_OF: Partial<Record<ErrorCode, number>> = { 'origin:refused': 403, 'rate:limited': 429 };

/**
 * Answers and lets go. Node leaves an upgraded socket half open, so a client that never closes its side would keep it for
 * ever (https://nodejs.org/api/http.html#event-upgrade).
 */
function reject(socket: Duplex, status: number, code: ErrorCode): void {
  const body = JSON.stringify({ code });
  socket.once('finish', () => socket.destroy());
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

/**
 * A PeerServer socket needs a good token, and the id it asks for must be that token's participant (rule P1). Readers of a
 * query differ in which of two equal names they take, so there may be no two (rule P7).
 */
function readIdentity(query: URLSearchParams, peerTokens: PeerTokens): Result<ParticipantId> {
  const names = [...query.keys()];
  if (new Set(names).size < names.length) return refuse('ticket:malformed');
  const id = peerTokens.verify(query.get('token') ?? undefined);
  if (!id.ok) return id;
  return query.get('id') === id.value ? id : refuse('ticket:wrong-participant');
}

export interface UpgradeOptions {
  readonly admit: AdmitSocket;
  readonly peerTokens: PeerTokens;
  readonly peerServer: PeerServerEdge;
  readonly toPath: (path: `/${string}`) => string;
  readonly onError: (error: unknown) => void;
}

/**
 * The one place that decides who gets a WebSocket. Socket.IO's own listener takes its path; two servers that both
 * listened by themselves would answer 400 to each other's clients (https://github.com/peers/peerjs/issues/940).
 */
export function routeUpgrades(
  server: HttpServer,
  { admit, peerTokens, peerServer, toPath, onError }: UpgradeOptions,
): void {
  const socketIoPath = toPath(`${SOCKET_IO_PATH}/`);
  const peerSocketPath = toPath(PEER_SOCKET_PATH);

  async function openPeerSocket(request: IncomingMessage, socket: Duplex, head: Buffer, query: string): Promise<void> {
    const admission = await admit(request, 'peer');
    const id = admission.ok ? readIdentity(new URLSearchParams(query), peerTokens) : admission;
    // Gone while its limits were looked up.
    if (socket.destroyed) return;
    if (!id.ok) reject(socket, STATUS_OF[id.code] ?? 401, id.code);
    else if (!peerServer.accept(request, socket, head, id.value)) reject(socket, 503, 'rate:limited');
  }

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const url = request.url ?? '';
    const queryAt = url.indexOf('?');
    const path = queryAt < 0 ? url : url.slice(0, queryAt);
    // Node has none on an upgraded socket, and an error without a listener would end the process. Socket.IO's sockets
    // too wait for their turn before anybody listens.
    socket.on('error', () => socket.destroy());
    if (path.startsWith(socketIoPath)) return;
    if (path !== peerSocketPath) {
      reject(socket, 404, 'page:not-found');
      return;
    }
    openPeerSocket(request, socket, head, queryAt < 0 ? '' : url.slice(queryAt)).catch((error: unknown) => {
      onError(error);
      socket.destroy();
    });
  });
}
