import { once } from 'node:events';
import { connect as connectTcp } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';
import { startApp, type RunningApp } from '../support/app.ts';
import { openPage } from '../support/clients/page.ts';
import { connectPeer, upgradeRefusal, type PeerClient } from '../support/clients/peer-client.ts';
import { candidateTo, offerTo } from '../support/clients/peer-messages.ts';
import { connectRoom, type RoomClient } from '../support/clients/room-client.ts';

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

  test('P1: accepts a socket with the token for its id, beside Socket.IO on the same port', async () => {
    const alice = await person('Alice');

    expect(alice.peer.messages).toEqual([{ type: 'OPEN' }]);
    expect(alice.room.socket.io.engine.transport.name).toBe('websocket');
  });

  test('P1: refuses every other socket with a code', async () => {
    const [mine, another] = await Promise.all([openPage(app.url, 'red'), openPage(app.url, 'red')]);
    const { participantId: id, peerToken: token, ticket } = mine.identity;

    expect(await upgradeRefusal(app.wsUrl, { id })).toEqual({ status: 401, code: 'ticket:missing' });
    expect(await upgradeRefusal(app.wsUrl, { id, token: 'x' })).toEqual({ status: 401, code: 'ticket:malformed' });
    expect(
      await upgradeRefusal(app.wsUrl, { id, token: token.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')) }),
    ).toEqual({ status: 401, code: 'ticket:forged' });
    expect(await upgradeRefusal(app.wsUrl, { id, token: ticket })).toEqual({ status: 401, code: 'ticket:malformed' });
    expect(await upgradeRefusal(app.wsUrl, { token })).toEqual({ status: 401, code: 'ticket:wrong-participant' });
    expect(await upgradeRefusal(app.wsUrl, { id: another.identity.participantId, token })).toEqual({
      status: 401,
      code: 'ticket:wrong-participant',
    });
  });

  test('P7: nobody is anybody else: repeated parameters are refused, and the id cannot be smuggled in', async () => {
    const victim = await person('Victim');
    const carol = await person('Carol');
    const { participantId: id, peerToken: token } = (await openPage(app.url, 'blue')).identity;
    const mine = `key=peerjs&id=${id}&token=${token}`;
    for (const query of [
      `${mine}&id=${victim.id}`,
      `${mine}&%69d=${victim.id}`,
      `id=${victim.id}&${mine}`,
      `${mine}&token=${token}`,
      `${mine}?id=${victim.id}`,
      `${mine}&key=peerjs`,
    ]) {
      expect(await upgradeRefusal(app.wsUrl, query)).toEqual({ status: 401, code: 'ticket:malformed' });
    }
    carol.peer.send(offerTo(victim.id));

    expect(await victim.peer.heard(({ type }) => type === 'OFFER')).toMatchObject({ src: carol.id });
    expect(victim.peer.messages.map(({ type }) => type)).toEqual(['OPEN', 'OFFER']);
  });

  test('P7: a participant with a new token is not told that the id is taken', async () => {
    const alice = await person('Alice');
    const renewed = await fetch(`${app.url}/api/rooms/red/ticket`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ resumeKey: alice.room.page.identity.resumeKey }),
    });
    const { identity } = (await renewed.json()) as { identity: { participantId: string; peerToken: string } };
    expect(identity.participantId).toBe(alice.id);
    const again = await connectPeer(app.wsUrl, identity);

    expect(again.messages).toEqual([{ type: 'OPEN' }]);
    again.socket.terminate();
  });

  test('P12: a refused upgrade is let go, also when its client never closes its side', async () => {
    const { port } = new URL(app.url);
    const count = () =>
      new Promise<number>((resolve, reject) =>
        app.server.getConnections((error, connections) => (error ? reject(error) : resolve(connections))),
      );
    const before = await count();
    const paths = ['/peerjs/peerjs?id=x&token=y', '/elsewhere', '/socket.io/?EIO=4&transport=nonsense'];
    const halfOpen = await Promise.all(
      Array.from({ length: 60 }, async (_, index) => {
        const socket = connectTcp({ port: Number(port), host: '127.0.0.1', allowHalfOpen: true });
        socket.on('error', () => undefined).resume();
        await once(socket, 'connect');
        const ended = once(socket, 'end');
        socket.write(
          `GET ${paths[index % paths.length] ?? ''} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
            'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
        );
        await ended;
        return socket;
      }),
    );
    expect(await count()).toBeLessThanOrEqual(before);
    halfOpen.forEach((socket) => socket.destroy());
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
    bob.peer.send({ ...offerTo(alice.id), src: 'somebody-else' });

    expect(await alice.peer.heard(({ type }) => type === 'OFFER')).toMatchObject({
      src: bob.id,
      payload: { sdp: { sdp: 'v=0' } },
    });
  });

  test('P2: tells at once that somebody is not there, or is in another room', async () => {
    const alice = await person('Alice');
    const blue = await person('Blue', { room: 'blue' });
    const absent = (await openPage(app.url, 'red')).identity.participantId;
    alice.peer.send(offerTo(absent));
    alice.peer.send(offerTo(blue.id));

    await alice.peer.heard(({ type, src }) => type === 'EXPIRE' && src === absent);
    await alice.peer.heard(({ type, src }) => type === 'EXPIRE' && src === blue.id);
    expect(blue.peer.messages).toEqual([{ type: 'OPEN' }]);
  });

  test('P3: an offer that overtakes its join arrives after it', async () => {
    const alice = await person('Alice');
    const bob = await person('Bob', { join: false });
    bob.peer.send(offerTo(alice.id));
    await bob.room.join('Bob');

    expect(await alice.peer.heard(({ type }) => type === 'OFFER')).toMatchObject({ src: bob.id });
  });

  test('P3: nobody who has not joined reaches anybody', async () => {
    const alice = await person('Alice');
    const lurker = await person('Lurker', { join: false });
    lurker.peer.send(offerTo(alice.id));

    await lurker.peer.heard(({ type, src }) => type === 'EXPIRE' && src === alice.id);
    expect(alice.peer.messages).toEqual([{ type: 'OPEN' }]);
  });

  test.each<[what: string, message: (dst: string) => unknown, code: number]>([
    ['no JSON', () => 'hello', 1007],
    ['LEAVE, with which a stock PeerServer would cut others off', () => ({ type: 'LEAVE' }), 1007],
    ['LEAVE for somebody', (dst) => ({ type: 'LEAVE', dst }), 1007],
    ['EXPIRE', (dst) => ({ type: 'EXPIRE', dst }), 1007],
    [
      'a data offer',
      (dst) => ({ ...offerTo(dst), payload: { ...offerTo(dst).payload, type: 'data', serialization: 'binary' } }),
      1007,
    ],
    [
      '6,000 levels, which would close the socket of the receiver',
      (dst) => `{"type":"OFFER","dst":"${dst}","payload":{"a":${'['.repeat(6000)}${']'.repeat(6000)}}}`,
      1007,
    ],
    ['more than 40 kB', (dst) => offerTo(dst, 'x'.repeat(41_000)), 1009],
  ])('P4, P8: closes the socket of the sender, and no other, on %s', async (_what, message, code) => {
    const alice = await person('Alice');
    const bob = await person('Bob');
    alice.peer.send(message(bob.id));
    expect(await alice.peer.closed).toBe(code);

    const carol = await person('Carol');
    carol.peer.send(candidateTo(bob.id));
    await bob.peer.heard(({ type }) => type === 'CANDIDATE');
    expect(bob.peer.messages.map(({ type }) => type)).toEqual(['OPEN', 'CANDIDATE']);
  });

  test('P15: a reader that does not read is cut', async () => {
    const alice = await person('Alice');
    const bob = await person('Bob');
    bob.peer.socket.pause();
    const cut = once(bob.peer.socket, 'close');
    const large = JSON.stringify(offerTo(bob.id, 'x'.repeat(16_000)));
    // Each sender has 300 messages at once: together 14 MB, more than the system keeps for a socket.
    const senders = [alice, await person('Carol'), await person('Dave')];
    for (const { peer } of senders) for (let index = 0; index < 290; index += 1) peer.send(large);
    await alice.peer.heard(({ type, src }) => type === 'EXPIRE' && src === bob.id);
    bob.peer.socket.resume();
    await cut;
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
    bob.peer.send(offerTo(alice.id));

    expect(await again.heard(({ type }) => type === 'OFFER')).toMatchObject({ src: bob.id });
    again.socket.terminate();
  });

  test('P2: after leaving nothing reaches anybody, and nobody is reached', async () => {
    const alice = await person('Alice');
    const bob = await person('Bob');
    await bob.room.request('room:leave');
    bob.peer.send(offerTo(alice.id));
    alice.peer.send(offerTo(bob.id));

    await bob.peer.heard(({ type, src }) => type === 'EXPIRE' && src === alice.id);
    await alice.peer.heard(({ type, src }) => type === 'EXPIRE' && src === bob.id);
    expect([...alice.peer.messages, ...bob.peer.messages].filter(({ type }) => type === 'OFFER')).toEqual([]);
  });

  test('P11: where all places are taken the oldest visitor gives way, and nobody who is in a room', async () => {
    await app.close();
    app = await startApp({ maxSockets: 3 });
    const alice = await person('Alice');
    const bob = await person('Bob');
    const visitor = async () => connectPeer(app.wsUrl, (await openPage(app.url, 'blue')).identity);
    const first = await visitor();
    const second = await visitor();
    expect(await first.closed).toBe(1013);
    const carol = await person('Carol');
    expect(await second.closed).toBe(1013);

    const { participantId: id, peerToken: token } = (await openPage(app.url, 'blue')).identity;
    expect(await upgradeRefusal(app.wsUrl, { id, token })).toEqual({ status: 503, code: 'rate:limited' });
    expect(await (await fetch(`${app.url}/healthz`)).json()).toMatchObject({ peerSockets: { open: 3, limit: 3 } });
    carol.peer.send(offerTo(alice.id));
    carol.peer.send(offerTo(bob.id));
    await Promise.all([alice, bob].map(({ peer }) => peer.heard(({ type }) => type === 'OFFER')));
  });

  test('G12: a page of another site gets no PeerServer socket', async () => {
    const { participantId: id, peerToken: token } = (await openPage(app.url, 'blue')).identity;
    const socket = new WebSocket(`${app.wsUrl}/peerjs/peerjs?key=peerjs&id=${id}&token=${token}`, {
      origin: 'https://evil.example',
    });
    socket.on('error', () => undefined);
    const [, response] = (await once(socket, 'unexpected-response')) as [unknown, { statusCode: number }];
    expect(response.statusCode).toBe(403);
  });

  test('P6: hands out no ids, lists nobody, and tells nothing of itself', async () => {
    await person('Alice');
    for (const path of ['/peerjs', '/peerjs/', '/peerjs/peerjs/id', '/peerjs/peerjs/peers']) {
      const response = await fetch(app.url + path, { headers: { Origin: 'https://evil.example' } });
      expect([response.status, await response.json()]).toEqual([404, { code: 'page:not-found' }]);
      expect(response.headers.get('access-control-allow-origin')).toBeNull();
      expect(response.headers.get('x-powered-by')).toBeNull();
    }
  });
});
