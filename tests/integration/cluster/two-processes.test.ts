import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createSharedLimiter } from '../../../src/server/cluster/limiter.ts';
import { connectRedis, type Redis } from '../../../src/server/cluster/redis.ts';
import { createLimits } from '../../../src/server/limits/limits.ts';
import type { Fact, Roster } from '../../../src/shared/protocol.ts';
import { startApp, type RunningApp } from '../../support/app.ts';
import { openPage } from '../../support/clients/page.ts';
import { connectPeer } from '../../support/clients/peer-client.ts';
import { candidateTo, offerTo } from '../../support/clients/peer-messages.ts';
import { namesIn } from '../../support/clients/room-client.ts';
import { createRoomClients } from '../../support/clients/room-clients.ts';
import { startRedis, type TestRedis } from '../../support/servers/redis.ts';

const untilUp = (redis: Redis): Promise<void> => new Promise((resolve) => redis.onReturn(resolve));

describe('two processes with one Redis', () => {
  let redis: TestRedis;
  let one: RunningApp;
  let two: RunningApp;
  let url = '';
  const people = createRoomClients(() => url);

  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.close());

  beforeEach(async () => {
    const start = (): Promise<RunningApp> => startApp({ redisUrl: redis.url, graceMs: 1200, roomCapacity: 16 });
    [one, two] = await Promise.all([start(), start()]);
  });
  afterEach(async () => {
    people.close();
    await Promise.all([one.close(), two.close()]);
  });

  const on = (app: RunningApp): typeof people => {
    url = app.url;
    return people;
  };

  test('N1: people on both see each other come, change and go', async () => {
    const alice = await on(one).enter('Alice', 'both');
    const bob = await on(two).enter('Bob', 'both');
    await alice.heard((fact) => fact.type === 'participant:joined' && fact.participant.name === 'Bob');
    await bob.request('participant:rename', { name: 'Bobby' });
    await alice.heard((fact) => fact.type === 'participant:changed' && fact.participant.name === 'Bobby');
    await alice.request('room:leave');
    await bob.heard((fact) => fact.type === 'participant:left' && fact.id === alice.page.identity.participantId);

    const resynced = (await bob.request('room:resync')) as { value: Roster };
    expect(namesIn(resynced.value)).toEqual(['Bobby']);
  });

  test('N1: joins at one time on both are numbered one after another, and all facts come in order', async () => {
    const watcher = await on(one).enter('Watcher', 'rush');
    const clients = await Promise.all(
      Array.from({ length: 14 }, (_, index) => on(index % 2 === 0 ? one : two).connect('rush')),
    );
    const joined = await Promise.all(clients.map((client, index) => client.join(`Guest ${index}`)));
    const numbers = joined.map((result) => (result.ok ? result.value.self.seq : 0));
    expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 14 }, (_, index) => index + 2));

    const last = Math.max(...joined.map((result) => (result.ok ? result.value.roster.rev : 0)));
    await watcher.heard(({ rev }) => rev === last);
    const revisions = watcher.facts.map(({ rev }) => rev);
    expect(revisions).toEqual(revisions.map((_, index) => last - revisions.length + 1 + index));
  });

  test('N2: offers and candidates reach the other process in order, and nobody beyond the room', async () => {
    const alice = await on(one).enter('Alice', 'relay');
    const bob = await on(two).enter('Bob', 'relay');
    const eve = await on(two).enter('Eve', 'elsewhere');
    const [fromAlice, toBob] = [
      await connectPeer(one.wsUrl, alice.page.identity),
      await connectPeer(two.wsUrl, bob.page.identity),
    ];
    const bobsId = bob.page.identity.participantId;
    await alice.heard((fact) => fact.type === 'participant:joined' && fact.participant.id === bobsId);

    fromAlice.send(offerTo(bobsId));
    for (let count = 0; count < 100; count += 1) fromAlice.send(candidateTo(bobsId, `mc_${count}`));
    await toBob.heard(
      ({ type, payload }) => type === 'CANDIDATE' && (payload as { connectionId: string }).connectionId === 'mc_99',
    );
    const heard = toBob.messages.filter(({ type }) => type !== 'OPEN');
    expect(heard.map(({ type, src }) => ({ type, src }))).toEqual([
      { type: 'OFFER', src: alice.page.identity.participantId },
      ...Array.from({ length: 100 }, () => ({ type: 'CANDIDATE', src: alice.page.identity.participantId })),
    ]);

    fromAlice.send(offerTo(eve.page.identity.participantId));
    await fromAlice.heard(({ type, src }) => type === 'EXPIRE' && src === eve.page.identity.participantId);
    toBob.socket.terminate();
    await toBob.closed;
    // Redis says at once that nobody listens any more; until it has heard of the end, the message is lost as on any socket.
    const expired = fromAlice.heard(({ type, src }) => type === 'EXPIRE' && src === bobsId);
    const asking = setInterval(() => fromAlice.send(offerTo(bobsId)), 50);
    await expired;
    clearInterval(asking);
  });

  test('N2: a signal reaches the other process, and is refused when nobody is there', async () => {
    const alice = await on(one).enter('Alice', 'signals');
    const bob = await on(two).enter('Bob', 'signals');
    const signalled = new Promise((resolve) => bob.socket.once('link:signalled', resolve));
    const to = bob.page.identity.participantId;
    const request = { to, callId: 'mc_1', signal: { type: 'restart' } };
    expect(await alice.request('link:signal', request)).toEqual({ ok: true, value: null });
    expect(await signalled).toEqual({
      from: alice.page.identity.participantId,
      callId: 'mc_1',
      signal: { type: 'restart' },
    });
    const stranger = { ...request, to: `${to.slice(0, 16)}-${'0'.repeat(24)}` };
    expect(await alice.request('link:signal', stranger)).toEqual({ ok: false, code: 'participant:unknown' });
  });

  test('R6: the newest connection speaks for a participant, on whichever process it is', async () => {
    const alice = await on(one).enter('Alice', 'twice');
    const oldPeer = await connectPeer(one.wsUrl, alice.page.identity);
    const replaced = new Promise((resolve) => alice.socket.once('session:replaced', () => resolve('replaced')));
    const again = await on(two).connect(alice.page);
    const newPeer = await connectPeer(two.wsUrl, alice.page.identity);
    const joined = await again.join('Alice');

    expect(joined.ok && joined.value.self.seq).toBe(1);
    expect(await replaced).toBe('replaced');
    expect(await oldPeer.closed).toBe(4001);
    expect(newPeer.socket.readyState).toBe(newPeer.socket.OPEN);
  });

  test('R8, R9: a lock turned on one process holds on the other, and a knock is answered there', async () => {
    const alice = await on(one).enter('Alice', 'locked');
    await alice.request('room:lock', { isLocked: true });
    const visitor = await on(two).connect('locked');
    expect(await visitor.join('Vera')).toEqual({ ok: false, code: 'room:locked' });
    await visitor.request('room:knock', { name: 'Vera' });
    const id = visitor.page.identity.participantId;
    await alice.heard((fact: Fact) => fact.type === 'knock:made' && fact.knock.id === id);
    await alice.request('knock:answer', { id, isAdmitted: true });
    await visitor.heard((fact: Fact) => fact.type === 'knock:ended' && fact.outcome === 'admitted');
    expect((await visitor.join('Vera')).ok).toBe(true);
  });

  test('R1, R5: whoever is lost on one process leaves on the other, and an empty room is forgotten', async () => {
    const alice = await on(one).enter('Alice', 'lost');
    const bob = await on(two).enter('Bob', 'lost');
    alice.socket.disconnect();
    await bob.heard((fact) => fact.type === 'participant:changed' && fact.participant.presence === 'away');
    await bob.heard((fact) => fact.type === 'participant:left' && fact.reason === 'lost');
    await bob.request('room:leave');
    expect((await openPage(one.url, 'lost')).roster.participants).toEqual([]);
  });

  test('N5: both count what one address does together', async () => {
    const connections = [connectRedis(redis.url, () => undefined), connectRedis(redis.url, () => undefined)];
    await Promise.all(connections.map(untilUp));
    const [first, second] = connections.map((connection) =>
      createLimits({ isOn: true, onError: () => undefined, createLimiter: createSharedLimiter(connection) }),
    );
    const taken = await Promise.all(
      Array.from({ length: 302 }, async (_, count) => (count % 2 === 0 ? first : second)?.take('knock', '192.0.2.1')),
    );
    for (const connection of connections) connection.close();
    expect(taken.filter(Boolean)).toHaveLength(300);
  });
});
