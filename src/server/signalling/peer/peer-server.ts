import { EventEmitter } from 'node:events';
import type { IncomingMessage, Server as HttpServer } from 'node:http';
import type { Duplex } from 'node:stream';
import express, { type Express } from 'express';
import { ExpressPeerServer } from 'peer';
import { WebSocketServer, type WebSocket } from 'ws';
import { MAX_PEER_MESSAGE_BYTES } from '../../../shared/peer-message.ts';
import type { ParticipantId } from '../../../shared/protocol.ts';
import type { ErrorCode } from '../../../shared/result.ts';
import type { AddressOf, ClientAddress } from '../../limits/client-address.ts';
import type { Places } from '../../limits/places.ts';
import { cutIfUnread, PeerFacade } from './peer-facade.ts';
import type { PeerRelay } from './peer-relay.ts';
import { readInTurns } from '../read-in-turns.ts';

/**
 * PeerServer behind our relay. Its option `createWebSocketServer` lets us give it anything that emits
 * `connection(socket, request)`; so it gets a facade for each WebSocket that we accepted ourselves, and sees only
 * the messages that the relay passes on. No internals of it are touched.
 */
export interface PeerServerEdge {
  /** Takes over an upgrade request whose token has been checked; false when there is no place for it. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer, id: ParticipantId): boolean;
  close(): void;
}

/** Service restart, and try again later: https://www.iana.org/assignments/websocket/websocket.xhtml */
const CLOSE_RESTART = 1012;
const CLOSE_CROWDED = 1013;

/** A client that does not answer the closing of its socket is cut after this: until then the socket is open. */
const CLOSING_MS = 2000;

/**
 * How long nothing is read from a client that sent more than is held for it, if it is not admitted meanwhile. Each time
 * another one, so that many such clients are not read in the same moment again.
 */
const restMs = (): number => 2000 * (1 + Math.random());

function closeSocket(socket: WebSocket, code: number, reason: string): void {
  socket.close(code, reason);
  setTimeout(() => socket.terminate(), CLOSING_MS).unref();
}

/** PeerServer's own default. */
const PEER_KEY = 'peerjs';

/**
 * All that PeerServer reads of a request is its URL. It gets one of ours and never the client's, in which it might read
 * another id than we did (rule P7). Its token only tells two clients of one id apart: the same for every socket of a
 * participant, so that a new token of theirs is no other client.
 */
const requestOf = (id: ParticipantId): Pick<IncomingMessage, 'url'> => ({
  url: `/?${new URLSearchParams({ key: PEER_KEY, id, token: id }).toString()}`,
});

/** Returns what PeerServer takes for its WebSocketServer. It has no HTTP routes: its app is mounted where nothing arrives. */
function startPeerServer(server: HttpServer, onError: (error: unknown) => void): EventEmitter {
  const facades = new EventEmitter();
  const peerServer = ExpressPeerServer(server, {
    path: '/',
    key: PEER_KEY,
    // How many may connect is decided before PeerServer sees them.
    concurrent_limit: Infinity,
    createWebSocketServer: () => facades as unknown as WebSocketServer,
  });
  // Without a listener one bad frame would end the process.
  peerServer.on('error', onError);
  // PeerServer starts when it is mounted.
  express().use(peerServer);
  return facades;
}

export interface PeerServerOptions {
  readonly path: string;
  readonly relay: PeerRelay;
  /** Connections of participants who are not in a room give way first (rule P11). */
  readonly places: Places;
  readonly addressOf: AddressOf;
  /** Runs a task when it is its address's turn. */
  readonly inTurn: (address: ClientAddress, task: () => void) => void;
  readonly onError: (error: unknown) => void;
}

export function mountPeerServer(
  app: Express,
  server: HttpServer,
  { path, relay, places, addressOf, inTurn, onError }: PeerServerOptions,
): PeerServerEdge {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_PEER_MESSAGE_BYTES,
    perMessageDeflate: false,
  });
  const facades = startPeerServer(server, onError);

  // PeerServer's HTTP API hands out ids and lists clients; ours come with the ticket, and nobody may list them.
  app.use(path, (_request, response) => {
    response.status(404).json({ code: 'page:not-found' satisfies ErrorCode });
  });

  function connect(socket: WebSocket, id: ParticipantId, address: ClientAddress): void {
    const facade = new PeerFacade(socket);
    const place = places.take(address, () => {
      session.end();
      facade.end();
      closeSocket(socket, CLOSE_CROWDED, 'crowded');
    });
    const reading = readInTurns(
      socket,
      (task) => inTurn(address, task),
      (message) => session.receive(message),
    );
    const session = relay.connect({
      id,
      address,
      pass: (message) => facade.receive(message),
      tell: (message) => facade.send(JSON.stringify(message)),
      rest: () => reading.rest(restMs()),
      onAdmission(isAdmitted) {
        if (isAdmitted) place?.settle();
        else place?.unsettle();
        reading.wake();
      },
      close(code, reason) {
        facade.end();
        closeSocket(socket, code, reason);
      },
    });
    socket.on('ping', () => {
      if (!cutIfUnread(socket)) session.receivePing();
    });
    socket.on('close', () => {
      place?.free();
      session.end();
      facade.end();
    });
    socket.on('error', () => socket.terminate());
    facades.emit('connection', facade, requestOf(id));
  }

  return {
    accept(request, socket, head, id) {
      const address = addressOf(request);
      if (!places.hasRoom(address)) return false;
      sockets.handleUpgrade(request, socket, head, (webSocket) => connect(webSocket, id, address));
      return true;
    },
    close() {
      for (const client of sockets.clients) closeSocket(client, CLOSE_RESTART, 'restart');
      sockets.close();
    },
  };
}
