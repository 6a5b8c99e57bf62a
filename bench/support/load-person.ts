import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { WebSocket } from 'ws';
import { PEER_SERVER_PATH } from '../../src/shared/protocol.ts';
import { readPageData } from '../../tests/support/clients/page.ts';
import { offerTo } from '../../tests/support/clients/peer-messages.ts';
import { connectPacket, openRawRoom, type RawRoom } from '../../tests/support/clients/raw-room.ts';
import type { LoadOrder } from './load-protocol.ts';

/** Somebody with both connections of a page, and without a browser. */
export interface LoadPerson {
  readonly id: string;
  /** Called with everything that is heard about the room. */
  onRoom(listener: (packet: string) => void): void;
  onOffer(listener: (from: string) => void): void;
  join(): Promise<void>;
  offer(to: string): void;
  beat(): void;
  onLost(listener: () => void): void;
}

type Service = Pick<LoadOrder, 'kind' | 'from' | 'peersUrl'> & { readonly url: string };

const agent = new Agent({ keepAlive: true });

async function readPage(url: string, localAddress: string): Promise<string> {
  const request = get(url, { agent, localAddress });
  const [response] = (await once(request, 'response')) as [NodeJS.ReadableStream];
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

async function openPeer(url: string, from: string, id: string, token: string): Promise<WebSocket> {
  const query = new URLSearchParams({ key: 'peerjs', version: '1.5.5', id, token }).toString();
  const socket = new WebSocket(`${url}/peerjs?${query}`, { localAddress: from });
  await once(socket, 'message');
  socket.on('error', () => undefined);
  return socket;
}

function person(id: string, room: RawRoom, peer: WebSocket, join: () => Promise<void>): LoadPerson {
  return {
    id,
    join,
    onRoom: (listener) => void room.socket.on('message', (data: Buffer) => listener(data.toString())),
    onOffer(listener) {
      peer.on('message', (data: Buffer) => {
        const { type, src } = JSON.parse(data.toString()) as { type: string; src?: string };
        if (type === 'OFFER' && src !== undefined) listener(src);
      });
    },
    offer: (to) => peer.send(JSON.stringify(offerTo(to, 'v=0\r\n'.padEnd(3000, 'a')))),
    beat: () => peer.send('{"type":"HEARTBEAT"}'),
    onLost(listener) {
      room.socket.once('close', listener);
      peer.once('close', listener);
    },
  };
}

const toWs = (url: string): string => url.replace(/^http/, 'ws');

/** As our page does it: both connections first, then it joins. */
async function visitMadang({ url, from }: Service, roomName: string): Promise<LoadPerson> {
  const { identity } = readPageData(await readPage(`${url}/${roomName}`, from));
  const { participantId: id, ticket, peerToken } = identity;
  const [room, peer] = await Promise.all([
    openRawRoom(toWs(url), { from }),
    openPeer(`${toWs(url)}${PEER_SERVER_PATH}`, from, id, peerToken),
  ]);
  room.send(connectPacket(ticket));
  await room.heard('40');
  return person(id, room, peer, async () => {
    room.send('420["room:join",{"name":"Somebody"}]');
    const answer = await room.heard('430');
    if (!answer.includes('"ok":true')) throw new Error(answer.slice(0, 100));
  });
}

/** As the tutorial's page does it. */
async function visitTutorial({ url, from, peersUrl }: Service, roomName: string): Promise<LoadPerson> {
  await readPage(url, from);
  const id = crypto.randomUUID();
  const [room, peer] = await Promise.all([
    openRawRoom(toWs(new URL(url).origin), { from }),
    openPeer(toWs(peersUrl ?? ''), from, id, id),
  ]);
  room.send('40');
  await room.heard('40');
  return person(id, room, peer, () => {
    room.send(`42["join-room",${JSON.stringify(roomName)},"${id}"]`);
    return Promise.resolve();
  });
}

export const visit = (service: Service, roomName: string): Promise<LoadPerson> =>
  service.kind === 'madang' ? visitMadang(service, roomName) : visitTutorial(service, roomName);
