import { connectPeer, connectToPeerServer, type PeerClient } from '../../tests/support/clients/peer-client.ts';
import { readPageData } from '../../tests/support/clients/page.ts';
import { offerTo } from '../../tests/support/clients/peer-messages.ts';
import { connectPacket, openRawRoom, type RawRoom } from '../../tests/support/clients/raw-room.ts';
import { ask } from '../../tests/support/clients/request.ts';
import type { LoadOrder } from './load-protocol.ts';

/** Somebody with both connections of a page, and without a browser. */
export interface LoadPerson {
  readonly id: string;
  join(): Promise<void>;
  /** Resolves when the room tells this person of a newcomer. */
  hearsOf(id: string): Promise<void>;
  offer(to: string): void;
  hasOfferOf(id: string): Promise<unknown>;
  beat(): void;
  onLost(listener: () => void): void;
}

type Service = Pick<LoadOrder, 'kind' | 'from' | 'peersUrl'> & { readonly url: string };

/** As long as that of a browser. */
const OFFER = 'v=0\r\n'.padEnd(3000, 'a');

const person = (id: string, room: RawRoom, peer: PeerClient, join: () => Promise<void>): LoadPerson => ({
  id,
  join,
  hearsOf: (newcomer) =>
    new Promise((resolve) => {
      room.socket.on('message', function look(data: Buffer) {
        if (!data.includes(newcomer)) return;
        room.socket.off('message', look);
        resolve();
      });
    }),
  offer: (to) => peer.send(offerTo(to, OFFER)),
  hasOfferOf: (newcomer) => peer.heard(({ type, src }) => type === 'OFFER' && src === newcomer),
  beat: () => peer.send({ type: 'HEARTBEAT' }),
  onLost(listener) {
    room.socket.once('close', listener);
    peer.socket.once('close', listener);
  },
});

const toWs = (url: string): string => url.replace(/^http/, 'ws');

/** As our page does it: both connections first, then it joins. */
async function visitMadang({ url, from }: Service, roomName: string): Promise<LoadPerson> {
  const { identity } = readPageData((await ask(`${url}/${roomName}`, { from })).body);
  const [room, peer] = await Promise.all([openRawRoom(toWs(url), { from }), connectPeer(toWs(url), identity, from)]);
  room.send(connectPacket(identity.ticket));
  await room.heard('40');
  return person(identity.participantId, room, peer, async () => {
    room.send('420["room:join",{"name":"Somebody"}]');
    const answer = await room.heard('430');
    if (!answer.includes('"ok":true')) throw new Error(answer.slice(0, 100));
  });
}

/** As the tutorial's page does it. */
async function visitTutorial({ url, from, peersUrl }: Service, roomName: string): Promise<LoadPerson> {
  await ask(url, { from });
  const id = crypto.randomUUID();
  const [room, peer] = await Promise.all([
    openRawRoom(toWs(new URL(url).origin), { from }),
    connectToPeerServer(toWs(peersUrl ?? ''), { participantId: id, peerToken: id }, from),
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
