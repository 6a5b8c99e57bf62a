import { STATUS_CODES, type IncomingMessage, type Server as HttpServer } from 'node:http';
import type { Duplex } from 'node:stream';
import { PEER_SERVER_PATH, SOCKET_IO_PATH, type ParticipantId } from '../../shared/protocol.ts';
import { refuse, type ErrorCode, type Result } from '../../shared/result.ts';
import type { PeerTokens } from '../tickets/peer-tokens.ts';
import type { PeerServerEdge } from './peer-server.ts';

/** Where PeerJS connects when its `path` is `/peerjs`. */
const PEER_SOCKET_PATH = `${PEER_SERVER_PATH}/peerjs` as const;

/**
 * Answers and lets go. Node leaves an upgraded socket half open, so a client that never closes its side would keep it for
 * ever (https://nodejs.org/api/http.html#event-upgrade).
 */
function reject(socket: Duplex, status: 401 | 404, code: ErrorCode): void {
  const body = JSON.stringify({ code });
  socket.on('error', () => socket.destroy());
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
function admit(query: URLSearchParams, peerTokens: PeerTokens): Result<ParticipantId> {
  const names = [...query.keys()];
  if (new Set(names).size < names.length) return refuse('ticket:malformed');
  const id = peerTokens.verify(query.get('token') ?? undefined);
  if (!id.ok) return id;
  return query.get('id') === id.value ? id : refuse('ticket:wrong-participant');
}

/**
 * The one place that decides who gets a WebSocket. Socket.IO's own listener takes its path; two servers that both
 * listened by themselves would answer 400 to each other's clients (https://github.com/peers/peerjs/issues/940).
 */
export function routeUpgrades(
  server: HttpServer,
  {
    peerTokens,
    peerServer,
    toPath,
  }: { peerTokens: PeerTokens; peerServer: PeerServerEdge; toPath(path: `/${string}`): string },
): void {
  const socketIoPath = toPath(`${SOCKET_IO_PATH}/`);
  const peerSocketPath = toPath(PEER_SOCKET_PATH);
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const url = request.url ?? '';
    const queryAt = url.indexOf('?');
    const path = queryAt < 0 ? url : url.slice(0, queryAt);
    if (path.startsWith(socketIoPath)) return;
    if (path !== peerSocketPath) {
      reject(socket, 404, 'page:not-found');
      return;
    }
    const query = new URLSearchParams(queryAt < 0 ? '' : url.slice(queryAt));
    const id = admit(query, peerTokens);
    if (id.ok) peerServer.accept(request, socket, head, id.value);
    else reject(socket, 401, id.code);
  });
}
