import { randomBytes } from 'node:crypto';
import { request, Agent } from 'node:http';
import { WebSocket } from 'ws';
import { PEER_SERVER_PATH, type ParticipantId } from '../../src/shared/protocol.ts';

/** The attacked server, and the address from which to attack it. */
export interface Target {
  readonly url: string;
  /** Such as `127.0.0.9`. */
  readonly from: string;
}

/** What an attacker reads of an identity. */
export interface Identity {
  readonly participantId: ParticipantId;
  readonly ticket: string;
  /** What PeerServer takes, where that is not the ticket. */
  readonly peerToken?: string;
}

export interface Reply {
  readonly status: number;
  readonly body: string;
}

const agents = new Map<string, Agent>();

/** Keeps connections, as a fast attacker and a browser do. */
function agentOf(from: string): Agent {
  const agent = agents.get(from) ?? new Agent({ keepAlive: true, maxSockets: 64 });
  agents.set(from, agent);
  return agent;
}

export interface SendOptions {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

export function send({ url, from }: Target, path: string, { method = 'GET', headers = {}, body }: SendOptions = {}) {
  return new Promise<Reply>((resolve, reject) => {
    const asked = request(
      `${url}${path}`,
      { method, headers, agent: agentOf(from), localAddress: from },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() }));
      },
    );
    asked.on('error', reject);
    asked.end(body);
  });
}

/** A ticket as a page has it renewed, without the page. */
export async function mint(target: Target, room: string): Promise<Identity> {
  const { body } = await send(target, `/api/rooms/${room}/ticket`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ resumeKey: randomBytes(24).toString('base64url') }),
  });
  return (JSON.parse(body) as { identity: Identity }).identity;
}

function openSocket({ url, from }: Target, path: string): WebSocket {
  const socket = new WebSocket(`${url.replace('http', 'ws')}${path}`, { localAddress: from });
  socket.on('error', () => undefined);
  return socket;
}

/** A Socket.IO connection without its client; packets are sent as they are on the wire. */
export function openRoomSocket(target: Target): WebSocket {
  const socket = openSocket(target, '/socket.io/?EIO=4&transport=websocket');
  socket.on('message', (data: Buffer) => {
    if (data.toString() === '2') socket.send('3');
  });
  return socket;
}

export const openPeerSocket = (target: Target, identity: Identity): WebSocket => {
  const token = identity.peerToken ?? identity.ticket;
  const query = new URLSearchParams({
    key: 'peerjs',
    version: '1.5.5',
    id: identity.participantId,
    token,
  });
  return openSocket(target, `${PEER_SERVER_PATH}/peerjs?${query.toString()}`);
};

/** True when it opened, false when it was refused. */
export const opened = (socket: WebSocket): Promise<boolean> =>
  new Promise((resolve) => {
    if (socket.readyState === socket.OPEN) resolve(true);
    socket.once('open', () => resolve(true));
    socket.once('close', () => resolve(false));
  });

export const isOpen = (socket: WebSocket): boolean => socket.readyState === socket.OPEN;

export const connectPacket = (ticket: string): string => `40${JSON.stringify({ ticket })}`;
