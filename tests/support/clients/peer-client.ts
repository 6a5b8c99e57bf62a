import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { WebSocket } from 'ws';
import { PEER_SERVER_PATH } from '../../../src/shared/protocol.ts';
import type { Admission } from '../../../src/shared/page-data.ts';
import { createRecorder } from '../recorder.ts';

export interface PeerMessage {
  readonly type: string;
  readonly src?: string;
  readonly dst?: string;
  readonly payload?: unknown;
}

/** A PeerJS client's socket, without PeerJS. */
export interface PeerClient {
  readonly socket: WebSocket;
  readonly messages: readonly PeerMessage[];
  send(message: unknown): void;
  heard(matches: (message: PeerMessage) => boolean): Promise<PeerMessage>;
  /** The code with which the socket was or will be closed. */
  readonly closed: Promise<number>;
}

const ourPeerServer = (wsUrl: string): string => `${wsUrl}${PEER_SERVER_PATH}`;
const peerUrl = (peerServer: string, query: string): string => `${peerServer}/peerjs?${query}`;

const queryOf = (parameters: Record<string, string>): string =>
  new URLSearchParams({ key: 'peerjs', version: '1.5.5', ...parameters }).toString();

type PeerIdentity = Pick<Admission['identity'], 'participantId' | 'peerToken'>;

export const connectPeer = (wsUrl: string, identity: PeerIdentity, from?: string): Promise<PeerClient> =>
  connectToPeerServer(ourPeerServer(wsUrl), identity, from);

/** @param from the address to connect from */
export async function connectToPeerServer(
  peerServer: string,
  { participantId, peerToken }: PeerIdentity,
  from?: string,
): Promise<PeerClient> {
  const url = peerUrl(peerServer, queryOf({ id: participantId, token: peerToken }));
  const socket = new WebSocket(url, from === undefined ? {} : { localAddress: from });
  const messages = createRecorder<PeerMessage>();
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  socket.on('error', () => undefined);
  socket.on('message', (data: Buffer) => {
    messages.record(JSON.parse(data.toString()) as PeerMessage);
  });
  const client: PeerClient = {
    socket,
    messages: messages.all,
    closed,
    send: (message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    heard: messages.first,
  };
  await client.heard(({ type }) => type === 'OPEN');
  return client;
}

/** The HTTP status and code with which an upgrade is refused; a query is parameters, or text as it stands in the URL. */
export async function upgradeRefusal(
  wsUrl: string,
  query: Record<string, string> | string,
): Promise<{ status: number | undefined; code: unknown }> {
  const socket = new WebSocket(peerUrl(ourPeerServer(wsUrl), typeof query === 'string' ? query : queryOf(query)));
  socket.on('error', () => undefined);
  const [, response] = (await once(socket, 'unexpected-response')) as [unknown, IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const { code } = JSON.parse(Buffer.concat(chunks).toString()) as { code?: unknown };
  return { status: response.statusCode, code };
}
