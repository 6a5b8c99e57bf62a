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

const peerUrl = (wsUrl: string, query: string): string => `${wsUrl}${PEER_SERVER_PATH}/peerjs?${query}`;

const queryOf = (parameters: Record<string, string>): string =>
  new URLSearchParams({ key: 'peerjs', version: '1.5.5', ...parameters }).toString();

export async function connectPeer(
  wsUrl: string,
  { participantId, peerToken }: Pick<Admission['identity'], 'participantId' | 'peerToken'>,
): Promise<PeerClient> {
  const socket = new WebSocket(peerUrl(wsUrl, queryOf({ id: participantId, token: peerToken })));
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
  const socket = new WebSocket(peerUrl(wsUrl, typeof query === 'string' ? query : queryOf(query)));
  socket.on('error', () => undefined);
  const [, response] = (await once(socket, 'unexpected-response')) as [unknown, IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const { code } = JSON.parse(Buffer.concat(chunks).toString()) as { code?: unknown };
  return { status: response.statusCode, code };
}
