import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { WebSocket } from 'ws';
import { connectPacket, isOpen, mint, opened, openPeerSocket, openRoomSocket, send, type Target } from './wire.ts';

/** What one laptop can do to a server. Each goes on until `endsAt` (of `performance.now`), and tells how much it did. */
export type Flood = (target: Target, endsAt: number) => Promise<string>;

const POLLING = '/socket.io/?EIO=4&transport=polling';
const WORKERS = 40;

/** So many of these at a time, one after the other. */
async function repeat(endsAt: number, act: () => Promise<unknown>): Promise<number> {
  let count = 0;
  const work = async (): Promise<void> => {
    while (performance.now() < endsAt) {
      await act().catch(() => undefined);
      count += 1;
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, work));
  return count;
}

const until = (endsAt: number): Promise<unknown> => wait(Math.max(0, endsAt - performance.now()));

const closeAll = (sockets: readonly WebSocket[]): void => sockets.forEach((socket) => socket.terminate());

/** Sends the same on connections that are made anew when they are cut; a client that reads what comes back. */
async function pump(endsAt: number, open: () => Promise<WebSocket>, packets: readonly string[]): Promise<string> {
  let [sent, cuts] = [0, 0];
  const work = async (): Promise<void> => {
    while (performance.now() < endsAt) {
      const socket = await open();
      while (performance.now() < endsAt && isOpen(socket)) {
        if (socket.bufferedAmount < 200_000) for (const packet of packets) socket.send(packet);
        sent += packets.length;
        await wait(1);
      }
      socket.terminate();
      cuts += 1;
      await wait(1);
    }
  };
  await Promise.all(Array.from({ length: 4 }, work));
  return `${sent} packets, ${cuts} connections`;
}

async function rawRoom(target: Target): Promise<WebSocket> {
  const socket = openRoomSocket(target);
  await opened(socket);
  return socket;
}

/** Opens as many sockets as it can, and keeps them. */
async function keepOpen(endsAt: number, open: () => WebSocket): Promise<string> {
  const sockets: WebSocket[] = [];
  for (let i = 0; i < 3000; i += 1) {
    sockets.push(open());
    if (i % 100 === 99) await wait(50);
  }
  await until(endsAt);
  const left = sockets.filter(isOpen).length;
  closeAll(sockets);
  return `${left} of ${sockets.length} sockets open`;
}

/** Many CONNECTs in one POST, on sessions that are never polled, in a room where seven rename themselves. */
async function amplify(target: Target, endsAt: number): Promise<string> {
  const { ticket } = await mint(target, 'amplified');
  const packets = Array<string>(Math.floor(120_000 / (connectPacket(ticket).length + 1))).fill(connectPacket(ticket));
  for (let i = 0; i < 12; i += 1) {
    const { sid } = JSON.parse((await send(target, POLLING)).body.slice(1)) as { sid: string };
    const post = { method: 'POST', headers: { 'content-type': 'text/plain' }, body: packets.join('\x1e') };
    await send(target, `${POLLING}&sid=${sid}`, post).catch(() => undefined);
  }
  const members = await Promise.all(
    Array.from({ length: 7 }, async (_, index) => {
      const socket = await rawRoom(target);
      socket.send(connectPacket((await mint(target, 'amplified')).ticket));
      await wait(100);
      socket.send(`421["room:join",{"name":"a${index}"}]`);
      return socket;
    }),
  );
  let renames = 0;
  for (; performance.now() < endsAt; renames += 7) {
    for (const member of members) if (isOpen(member)) member.send(`42["participant:rename",{"name":"n${renames}"}]`);
    await wait(100);
  }
  closeAll(members);
  return `${12 * packets.length} CONNECTs, ${renames} renames`;
}

/** Four members that do not read, and four that send them 63 kB as fast as they may. */
async function slowReaders(target: Target, endsAt: number): Promise<string> {
  async function member(name: string) {
    const identity = await mint(target, 'slow');
    const socket = await rawRoom(target);
    socket.send(connectPacket(identity.ticket));
    await wait(150);
    socket.send(`421["room:join",{"name":"${name}"}]`);
    await wait(150);
    return { id: identity.participantId, socket };
  }
  const readers = await Promise.all(['a', 'b', 'c', 'd'].map(member));
  for (const { socket } of readers) (socket as unknown as { _socket: Socket })._socket.pause();
  const senders = await Promise.all(['e', 'f', 'g', 'h'].map(member));
  const description = { type: 'offer', sdp: 'x'.repeat(63_000) };
  let sent = 0;
  while (performance.now() < endsAt) {
    for (const { socket } of senders)
      for (const { id } of readers) {
        const signal = { to: id, callId: 'a', signal: { type: 'description', round: 1, description } };
        if (isOpen(socket)) socket.send(`423${JSON.stringify(['link:signal', signal])}`);
        sent += 1;
      }
    await wait(80);
  }
  closeAll([...readers, ...senders].map(({ socket }) => socket));
  return `${sent} signals of 63 kB`;
}

/** Half-sent requests, kept alive by a header every three seconds. */
async function halfRequests({ url, from }: Target, endsAt: number): Promise<string> {
  const sockets: Socket[] = [];
  for (let i = 0; i < 5000; i += 1) {
    const socket = connect({ port: Number(new URL(url).port), host: '127.0.0.1', localAddress: from });
    socket.on('error', () => undefined);
    socket.write('GET /x HTTP/1.1\r\nHost: a\r\nX-A: b\r\n');
    sockets.push(socket);
    if (i % 200 === 199) await wait(40);
  }
  while (performance.now() < endsAt) {
    await wait(Math.min(3000, Math.max(1, endsAt - performance.now())));
    for (const socket of sockets) if (socket.writable) socket.write('X-B: c\r\n');
  }
  const left = sockets.filter(({ destroyed }) => !destroyed).length;
  for (const socket of sockets) socket.destroy();
  return `${left} of ${sockets.length} connections open`;
}

/** 150 sockets of participants who never join send offers, which are held for them. */
async function heldOffers(target: Target, endsAt: number): Promise<string> {
  const identities = await Promise.all(Array.from({ length: 150 }, () => mint(target, 'held')));
  const dst = (await mint(target, 'held')).participantId;
  const payload = { type: 'media', connectionId: 'mc_held', sdp: { type: 'offer', sdp: 'y'.repeat(15_000) } };
  const offer = JSON.stringify({ type: 'OFFER', dst, payload });
  const sockets = identities.map((identity) => openPeerSocket(target, identity));
  await Promise.all(sockets.map(opened));
  let sent = 0;
  while (performance.now() < endsAt) {
    for (const socket of sockets) {
      if (!isOpen(socket) || socket.bufferedAmount > 0) continue;
      for (let i = 0; i < 4; i += 1) socket.send(offer);
      sent += 4;
    }
    await wait(150);
  }
  const left = sockets.filter(isOpen).length;
  closeAll(sockets);
  return `${sent} offers, ${left} of ${sockets.length} sockets open`;
}

export const FLOODS: Readonly<Record<string, Flood>> = {
  pages: async (target, endsAt) => `${await repeat(endsAt, () => send(target, '/flooded'))} pages`,
  tickets: async (target, endsAt) => `${await repeat(endsAt, () => mint(target, 'flooded'))} tickets`,
  'polling handshakes': async (target, endsAt) => `${await repeat(endsAt, () => send(target, POLLING))} handshakes`,
  'CONNECTs with bad tickets': (target, endsAt) =>
    pump(endsAt, () => rawRoom(target), Array<string>(200).fill('40{"ticket":"aaaaaaaaaaaaaaaa.bbbbbbbbbbbbbb"}')),
  pongs: (target, endsAt) => pump(endsAt, () => rawRoom(target), Array<string>(1000).fill('3')),
  'requests beyond the rate': async (target, endsAt) => {
    const { ticket } = await mint(target, 'flooded');
    const open = async (): Promise<WebSocket> => {
      const socket = await rawRoom(target);
      if (isOpen(socket)) socket.send(connectPacket(ticket));
      return socket;
    };
    return pump(endsAt, open, Array<string>(10).fill('421["room:resync"]'));
  },
  'CONNECT and DISCONNECT by turns': async (target, endsAt) => {
    const { ticket } = await mint(target, 'flooded');
    const round = [connectPacket(ticket), ...Array<string>(40).fill('421["room:resync"]'), '41'];
    return pump(endsAt, () => rawRoom(target), round);
  },
  'hundreds of CONNECTs in one POST': amplify,
  'members that do not read': slowReaders,
  'idle sockets without a ticket': (target, endsAt) => keepOpen(endsAt, () => openRoomSocket(target)),
  'idle sockets with one ticket': async (target, endsAt) => {
    const { ticket } = await mint(target, 'flooded');
    return keepOpen(endsAt, () => {
      const socket = openRoomSocket(target);
      socket.on('open', () => socket.send(connectPacket(ticket)));
      return socket;
    });
  },
  'half-sent requests': halfRequests,
  'offers of those who never join': heldOffers,
  'frames of 1 MB': async (target, endsAt) => {
    const frame = 'a'.repeat(1024 * 1024);
    return pump(endsAt, () => rawRoom(target), [frame]);
  },
};
