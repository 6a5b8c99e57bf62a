import { EventEmitter } from 'node:events';
import type { IncomingMessage, Server as HttpServer } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Express } from 'express';
import { ExpressPeerServer } from 'peer';
import { WebSocketServer, type WebSocket } from 'ws';
import { MAX_MESSAGE_BYTES, type ParticipantId } from '../../shared/protocol.ts';
import type { ErrorCode } from '../../shared/result.ts';
import type { PeerRelay } from './peer-relay.ts';

/**
 * PeerServer behind our relay. Its option `createWebSocketServer` lets us give it anything that emits
 * `connection(socket, request)`; so it gets a facade for each WebSocket that we accepted ourselves, and sees only
 * the messages that the relay passes on. No internals of it are touched.
 */
export interface PeerServerEdge {
  /** Takes over an upgrade request whose ticket has been checked. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer, id: ParticipantId): void;
  close(): void;
}

/** A receiver that lets this much pile up is not reading: better to cut it than to hold its mail without bound. */
const MAX_BUFFERED_BYTES = 1024 * 1024;

/** Service restart: https://www.iana.org/assignments/websocket/websocket.xhtml */
const CLOSE_RESTART = 1012;

/** What PeerServer takes for a WebSocket: it listens to `message`, `close` and `error`, and calls `send` and `close`. */
class Facade extends EventEmitter {
  readonly #socket: WebSocket;
  #hasEnded = false;

  constructor(socket: WebSocket) {
    super();
    this.#socket = socket;
  }

  receive(raw: string): void {
    if (!this.#hasEnded) this.emit('message', raw);
  }

  /** Once only: PeerServer would take a second `close` for that of the connection which replaced this one. */
  end(): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.emit('close');
  }

  send(data: string): void {
    if (this.#socket.bufferedAmount > MAX_BUFFERED_BYTES) this.#socket.terminate();
    else this.#socket.send(data);
  }

  close(): void {
    this.#socket.close();
  }
}

export function mountPeerServer(
  app: Express,
  server: HttpServer,
  { path, relay, onError }: { path: string; relay: PeerRelay; onError: (error: unknown) => void },
): PeerServerEdge {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES, perMessageDeflate: false });
  const facades = new EventEmitter();

  // PeerServer's HTTP API hands out ids and lists clients; ours come with the ticket, and nobody may list them.
  app.use(`${path}/:key`, (_request, response) => {
    response.status(404).json({ code: 'page:not-found' satisfies ErrorCode });
  });
  const peerServer = ExpressPeerServer(server, {
    path: '/',
    createWebSocketServer: () => facades as unknown as WebSocketServer,
  });
  // Without a listener one bad frame would end the process.
  peerServer.on('error', onError);
  app.use(path, peerServer);

  function connect(socket: WebSocket, request: IncomingMessage, id: ParticipantId): void {
    const facade = new Facade(socket);
    const session = relay.connect({
      id,
      pass: (raw) => facade.receive(raw),
      tell: (message) => facade.send(JSON.stringify(message)),
      close(code, reason) {
        facade.end();
        socket.close(code, reason);
      },
    });
    socket.on('message', (data, isBinary) => {
      session.receive(isBinary ? '' : (data as Buffer).toString());
    });
    socket.on('close', () => {
      session.end();
      facade.end();
    });
    socket.on('error', () => socket.terminate());
    facades.emit('connection', facade, request);
  }

  return {
    accept(request, socket, head, id) {
      sockets.handleUpgrade(request, socket, head, (webSocket) => connect(webSocket, request, id));
    },
    close() {
      for (const client of sockets.clients) client.close(CLOSE_RESTART, 'restart');
      sockets.close();
    },
  };
}
