import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';
import type { Fact } from '../../src/shared/protocol.ts';
import { startApp, type RunningApp } from '../support/app.ts';
import { openPage } from '../support/clients/page.ts';
import { connectPacket, openRawRoom, type RawRoom } from '../support/clients/raw-room.ts';
import { ask } from '../support/clients/request.ts';
import { connectRoom } from '../support/clients/room-client.ts';

describe('a Socket.IO connection', () => {
  let app: RunningApp;
  const open: { terminate(): void }[] = [];
  beforeEach(async () => {
    app = await startApp();
  });
  afterEach(async () => {
    for (const socket of open.splice(0)) socket.terminate();
    await app.close();
  });

  const ticketFor = async (room: string): Promise<string> => (await openPage(app.url, room)).identity.ticket;

  async function openRaw(): Promise<RawRoom> {
    const room = await openRawRoom(app.wsUrl);
    open.push(room.socket);
    return room;
  }

  async function enterRaw(room = 'red'): Promise<RawRoom> {
    const raw = await openRaw();
    raw.send(connectPacket(await ticketFor(room)));
    await raw.heard('40');
    return raw;
  }

  /** How a WebSocket's handshake ends. */
  async function handshake(headers: Record<string, string>): Promise<number> {
    const socket = new WebSocket(`${app.wsUrl}/socket.io/?EIO=4&transport=websocket`, { headers });
    open.push(socket);
    socket.on('error', () => undefined);
    return Promise.race([
      once(socket, 'open').then(() => 101),
      once(socket, 'unexpected-response').then(([, { statusCode }]) => statusCode as number),
    ]);
  }

  test('G12: is refused to pages of another site, over both transports', async () => {
    const host = new URL(app.url).host;
    expect(await handshake({})).toBe(101);
    expect(await handshake({ origin: `http://${host}` })).toBe(101);
    // Engine.IO refuses every upgrade with 400.
    expect(await handshake({ origin: 'https://evil.example' })).toBe(400);
    expect(await handshake({ origin: 'null' })).toBe(400);

    const polling = await ask(`${app.url}/socket.io/?EIO=4&transport=polling`, {
      headers: { origin: 'https://evil.example' },
    });
    expect(polling.status).toBe(403);
    expect(polling.body).toContain('origin:refused');
  });

  test('G12: is not spoken over JSONP', async () => {
    const answer = await ask(`${app.url}/socket.io/?EIO=4&transport=polling&j=0`);
    expect(answer.status).toBe(403);
    expect(answer.body).not.toContain('sid');
  });

  test('G13: ends after a bad ticket, and says why', async () => {
    const raw = await openRaw();
    raw.send(connectPacket('a.b'));
    await raw.closed;
    expect(raw.packets.filter((packet) => packet.startsWith('44'))).toHaveLength(1);
    expect(raw.packets.at(-1)).toContain('ticket:forged');
  });

  test.each([
    ['a second CONNECT', (ticket: string) => [connectPacket(ticket)]],
    ['CONNECT after DISCONNECT', (ticket: string) => ['41', connectPacket(ticket)]],
    ['CONNECT to another namespace', () => ['40/other,{}']],
    ['binary parts', () => ['451-["room:join",{"_placeholder":true,"num":0}]']],
  ])('G13: is cut for %s', async (_what, packets) => {
    const raw = await enterRaw();
    for (const packet of packets(await ticketFor('red'))) raw.send(packet);
    await raw.closed;
    expect(raw.packets.filter((packet) => packet.startsWith('40'))).toHaveLength(1);
  });

  test('G13: hundreds of CONNECTs in one POST make one participant at most', async () => {
    const shake = await ask(`${app.url}/socket.io/?EIO=4&transport=polling`);
    const { sid } = JSON.parse(shake.body.slice(1)) as { sid: string };
    const url = `${app.url}/socket.io/?EIO=4&transport=polling&sid=${sid}`;
    const packets = Array<string>(400).fill(connectPacket(await ticketFor('red')));
    await ask(url, { method: 'POST', headers: { 'content-type': 'text/plain' }, body: packets.join('\x1e') }).catch(
      () => undefined,
    );
    // The session is gone with the second CONNECT.
    expect((await ask(url)).status).toBe(400);
  });

  test('G5: the rate belongs to the participant: a new connection does not fill it', async () => {
    const page = await openPage(app.url, 'red');
    const answers: boolean[] = [];
    for (let round = 0; round < 4; round += 1) {
      const client = await connectRoom(app.url, page);
      const results = await Promise.all(Array.from({ length: 40 }, () => client.request('room:resync')));
      answers.push(...results.map(({ ok }) => ok));
      client.socket.close();
    }
    // 40 at once, and 10 a second for the seconds that this took.
    expect(answers.filter(Boolean).length).toBeLessThan(110);
    expect(answers.slice(0, 40)).not.toContain(false);
  });

  test('G3: a payload nested thousands deep is refused, and nothing overflows', async () => {
    const raw = await enterRaw();
    raw.send(`421["room:join",{"name":${'['.repeat(6000)}${']'.repeat(6000)}}]`);
    expect(await raw.heard('431')).toContain('payload:invalid');
  });

  test('G14: a client that does not read is cut at 1 MB, and the others go on', async () => {
    const [reader, sender] = await Promise.all([enterRaw('slow'), connectRoom(app.url, 'slow')]);
    await sender.join('Sender');
    reader.send('421["room:join",{"name":"Reader"}]');
    const answer = await reader.heard('431');
    const { self } = (JSON.parse(answer.slice(3)) as [{ value: { self: { id: string } } }])[0].value;
    const { _socket: wire } = reader.socket as unknown as { _socket: Socket };
    wire.pause();

    const signal = { type: 'description', round: 1, description: { type: 'offer', sdp: 'x'.repeat(60_000) } };
    const isAway = (fact: Fact): boolean => fact.type === 'participant:changed' && fact.participant.presence === 'away';
    // The kernel takes some megabytes before the server has to keep any.
    for (let sent = 0; !sender.facts.some(isAway) && sent < 290; sent += 1) {
      await sender.request('link:signal', { to: self.id, callId: 'a', signal });
    }
    await sender.heard(isAway);
    expect(await sender.request('room:resync')).toMatchObject({ ok: true });
  });

  test('a connection that never shows a ticket is closed after 10 s', async () => {
    const raw = await openRaw();
    const before = Date.now();
    await raw.closed;
    expect(Date.now() - before).toBeLessThan(15_000);
  });

  test('G1: a connection that resets while it is being accepted harms nobody', async () => {
    const { port } = new URL(app.url);
    for (let i = 0; i < 50; i += 1) {
      const socket = connect(Number(port), '127.0.0.1');
      socket.on('error', () => undefined);
      socket.write(
        'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
          'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
        () => socket.resetAndDestroy(),
      );
      await once(socket, 'close');
    }
    expect((await connectRoom(app.url, 'red')).socket.connected).toBe(true);
  });
});
