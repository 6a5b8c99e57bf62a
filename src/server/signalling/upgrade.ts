import { STATUS_CODES, type IncomingMessage, type Server as HttpServer } from 'node:http';
import type { Duplex } from 'node:stream';
import { PEER_SERVER_PATH, SOCKET_IO_PATH } from '../../shared/protocol.ts';
import { ok, refuse, type ErrorCode, type Result } from '../../shared/result.ts';
import type { Ticket, Tickets } from '../tickets/tickets.ts';
import type { PeerServerEdge } from './peer-server.ts';

/** Where PeerJS connects when its `path` is `/peerjs`. */
const PEER_SOCKET_PATH = `${PEER_SERVER_PATH}/peerjs` as const;

function reject(socket: Duplex, status: 401 | 404, code: ErrorCode): void {
  const body = JSON.stringify({ code });
  socket.on('error', () => socket.destroy());
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

/** A PeerServer socket needs a good ticket, and the id it asks for must be that ticket's participant. */
function admit(query: URLSearchParams, tickets: Tickets): Result<Ticket> {
  const ticket = tickets.verify(query.get('token') ?? undefined);
  if (!ticket.ok) return ticket;
  return query.get('id') === ticket.value.participantId ? ok(ticket.value) : refuse('ticket:wrong-participant');
}

/**
 * The one place that decides who gets a WebSocket. Socket.IO's own listener takes its path; two servers that both
 * listened by themselves would answer 400 to each other's clients (https://github.com/peers/peerjs/issues/940).
 */
export function routeUpgrades(
  server: HttpServer,
  { tickets, peerServer, toPath }: { tickets: Tickets; peerServer: PeerServerEdge; toPath(path: `/${string}`): string },
): void {
  const socketIoPath = toPath(`${SOCKET_IO_PATH}/`);
  const peerSocketPath = toPath(PEER_SOCKET_PATH);
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const [path = '', query = ''] = (request.url ?? '').split('?', 2);
    if (path.startsWith(socketIoPath)) return;
    if (path !== peerSocketPath) {
      reject(socket, 404, 'page:not-found');
      return;
    }
    const ticket = admit(new URLSearchParams(query), tickets);
    if (ticket.ok) peerServer.accept(request, socket, head, ticket.value.participantId);
    else reject(socket, 401, ticket.code);
  });
}
