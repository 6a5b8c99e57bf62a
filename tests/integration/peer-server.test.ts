import { once } from 'node:events';
import { connect as connectTcp } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';
import { startApp, type RunningApp } from '../support/app.ts';
import { openPage } from '../support/page.ts';
import { connectPeer, upgradeRefusal, type PeerClient } from '../support/peer-client.ts';
import { connectRoom, type RoomClient } from '../support/room-client.ts';

interface Person {
  readonly room: RoomClient;
  readonly peer: PeerClient;
  readonly id: string;
}

describe('PeerServer', () => {
  let app: RunningApp;
  let people: Person[] = [];
  beforeEach(async () => {
    app = await startApp();
  });
  afterEach(async () => {
    for (const { room, peer } of people) {
      room.socket.close();
      peer.socket.terminate();
    }
    people = [];
    await app.close();
  });

  /** Somebody with both sockets, joined unless told otherwise. */
  async function person(name: string, { room = 'red', join = true } = {}): Promise<Person> {
    const client = await connectRoom(app.url, room);
    const peer = await connectPeer(app.wsUrl, client.page.identity);
    if (join) await client.join(name);
    const someone = { room: client, peer, id: client.page.identity.participantId };
    people.push(someone);
    return someone;
  }

  const offer = (dst: string, payload: object = { sdp: 'x', connectionId: 'mc_1' }) => ({
    type: 'OFFER',
    dst,
    payload,
  });

  test('P1: accepts a socket with the ticket for its id, beside Socket.IO on the same port', async () => {
    const alice = await person('Alice');

    expect(alice.peer.messages).toEqual([{ type: 'OPEN' }]);
    expect(alice.room.socket.io.engine.transport.name).toBe('websocket');
  });

  test('P1: refuses every other socket with a code', async () => {
    const [mine, another] = await Promise.all([openPage(app.url, 'red'), openPage(app.url, 'red')]);
    const { participantId: id, ticket: token } = mine.identity;

    expect(await upgradeRefusal(app.wsUrl, { id })).toEqual({ status: 401, code: 'ticket:missing' });
    expect(await upgradeRefusal(app.wsUrl, { id, token: 'x' })).toEqual({ status: 401, code: 'ticket:malformed' });
    expect(await upgradeRefusal(app.wsUrl, { id, token: `${token}x` })).toEqual({ status: 401, code: 'ticket:forged' });
    expect(await upgradeRefusal(app.wsUrl, { token })).toEqual({ status: 401, code: 'ticket:wrong-participant' });
    expect(await upgradeRefusal(app.wsUrl, { id: another.identity.participantId, token })).toEqual({
      status: 401,
      code: 'ticket:wrong-participant',
    });
  });

  test('P1: an upgrade of another path is answered, not left hanging', async () => {
    const socket = new WebSocket(`${app.wsUrl}/elsewhere`);
    socket.on('error', () => undefined);
    const [, response] = (await once(socket, 'unexpected-response')) as [unknown, { statusCode: number }];
    expect(response.statusCode).toBe(404);
  });

  test('P1: survives an upgrade whose client hangs up, and one that is no HTTP', async () => {
    const { port } = new URL(app.url);
    const rude = connectTcp(Number(port), '127.0.0.1');
    await once(rude, 'connect');
    rude.write('GET /peerjs/peerjs?id=x HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
    rude.destroy();
    const odd = connectTcp(Number(port), '127.0.0.1');
    await once(odd, 'connect');
    odd.resume();
    odd.end('\u0000\u0001\u0002 not http\r\n\r\n');
    await once(odd, 'close');

    expect((await fetch(`${app.url}/healthz`)).status).toBe(200);
  });

  test('P2: passes messages on, and stamps the sender', async () => {
    const alice = await person('Alice');
    const bob = await person('Bob');
    bob.peer.send({ ...offer(alice.id), src: 'somebody-else' });

    expect(await alice.peer.heard(({ type }) => type === 'OFFER')).toMatchObject({
      src: bob.id,
      payload: { sdp: 'x' },
    });
  });

  test('P2: tells at once that somebody is not there, or is in another room', async () => {
    const alice = await person('Alice');
    const blue = await person('Blue', { room: 'blue' });
    const absent = (await openPage(app.url, 'red')).identity.participantId;
    alice.peer.send(offer(absent));
    alice.peer.send(offer(blue.id));

    await alice.peer.heard(({ type, src }) => type === 'EXPIRE' && src === absent);
    await alice.peer.heard(({ type, src }) => type === 'EXPIRE' && src === blue.id);
    expect(blue.peer.messages).toEqual([{ type: 'OPEN' }]);
  });

  test('P3: an offer that overtakes its join arrives after it', async () => {
    const alice = await person('Alice');
    const bob = await person('Bob', { join: false });
    bob.peer.send(offer(alice.id));
    await bob.room.join('Bob');

    expect(await alice.peer.heard(({ type }) => type === 'OFFER')).toMatchObject({ src: bob.id });
  });

  test('P3: nobody who has not joined reaches anybody', async () => {
    const alice = await person('Alice');
    const lurker = await person('Lurker', { join: false });
    lurker.peer.send(offer(alice.id));

    await lurker.peer.heard(({ type, src }) => type === 'EXPIRE' && src === alice.id);
    expect(alice.peer.messages).toEqual([{ type: 'OPEN' }]);
  });

  test.each([
    ['no JSON', 'hello', 1007],
    ['LEAVE, with which a stock PeerServer would cut others off', JSON.stringify({ type: 'LEAVE' }), 1007],
    ['more than 64 kB', JSON.stringify({ type: 'OFFER', payload: 'x'.repeat(70_000) }), 1009],
  ])('P4: closes the socket on %s', async (_what, message, code) => {
    const alice = await person('Alice');
    alice.peer.send(message);
    expect(await alice.peer.closed).toBe(code);
  });

  test('P4: closes the socket on a flood', async () => {
    const alice = await person('Alice');
    for (let index = 0; index < 400; index += 1) alice.peer.send({ type: 'HEARTBEAT' });
    expect(await alice.peer.closed).toBe(1008);
  });

  test('P5: the newest socket of a participant counts, and is told that it is open', async () => {
    const alice = await person('Alice');
    const bob = await person('Bob');
    const again = await connectPeer(app.wsUrl, alice.room.page.identity);
    expect(await alice.peer.closed).toBe(4001);
    bob.peer.send(offer(alice.id));

    expect(await again.heard(({ type }) => type === 'OFFER')).toMatchObject({ src: bob.id });
    again.socket.terminate();
  });

  test('P6: hands out no ids and lists nobody', async () => {
    await person('Alice');
    for (const path of ['/peerjs/peerjs/id', '/peerjs/peerjs/peers']) {
      const response = await fetch(app.url + path);
      expect([response.status, await response.json()]).toEqual([404, { code: 'page:not-found' }]);
    }
  });
});
