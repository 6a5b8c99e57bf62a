import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Roster } from '../../../src/shared/protocol.ts';
import { startApp, type RunningApp } from '../../support/app.ts';
import { namesIn, type RoomClient } from '../../support/clients/room-client.ts';
import { createRoomClients } from '../../support/clients/room-clients.ts';
import { connectPeer } from '../../support/clients/peer-client.ts';
import { offerTo } from '../../support/clients/peer-messages.ts';
import { startRedis, type TestRedis } from '../../support/servers/redis.ts';
import { startServer } from '../../support/servers/server-process.ts';

/** A server takes long to start on a busy machine. Where all is well nobody waits for this. */
const PATIENCE_MS = 60_000;

describe('while Redis or a process is away', () => {
  let redis: TestRedis;
  let one: RunningApp;
  let two: RunningApp;
  let url = '';
  const people = createRoomClients(() => url);

  beforeEach(async () => {
    redis = await startRedis();
    [one, two] = await Promise.all([
      startApp({ redisUrl: redis.url, graceMs: 60_000 }),
      startApp({ redisUrl: redis.url, graceMs: 60_000 }),
    ]);
  });
  afterEach(async () => {
    people.close();
    await Promise.all([one.close(), two.close()]);
    await redis.close();
  });

  const on = (app: { readonly url: string }): typeof people => {
    url = app.url;
    return people;
  };

  /** Resolves with the roster once it shows these people as here. */
  async function untilPresent({ socket, request }: RoomClient, names: readonly string[]): Promise<Roster> {
    for (;;) {
      const heard = new Promise<void>((resolve) => {
        const onEvent = (): void => {
          socket.offAny(onEvent);
          resolve();
        };
        socket.onAny(onEvent);
      });
      const { value: roster } = (await request('room:resync')) as { value: Roster };
      const here = roster.participants.filter(({ presence }) => presence === 'here').map(({ name }) => name);
      if (here.toSorted().join() === names.toSorted().join()) return roster;
      await heard;
    }
  }

  /** Resolves once a join is refused because Redis is away. */
  async function untilAway(app: RunningApp): Promise<void> {
    for (let count = 0; ; count += 1) {
      const client = await on(app).connect(`unknown-${count}`);
      const joined = await client.join('X');
      client.socket.close();
      if (!joined.ok && joined.code === 'service:away') return;
    }
  }

  test.each(['ended', 'frozen'] as const)(
    'N3: people on one process find each other while Redis is %s, others are told, and all meet when it is back',
    async (how) => {
      const alice = await on(one).enter('Alice', 'room');
      const bob = await on(two).enter('Bob', 'room');
      await alice.heard((fact) => fact.type === 'participant:joined' && fact.participant.name === 'Bob');
      if (how === 'ended') await redis.kill();
      else redis.freeze();
      await Promise.all([untilAway(one), untilAway(two)]);
      expect(await (await fetch(`${one.url}/readyz`)).json()).toEqual({ status: 'redis' });
      expect((await fetch(`${one.url}/healthz`)).status).toBe(200);

      const carol = await on(one).enter('Carol', 'room');
      const dave = await on(two).enter('Dave', 'room');
      await alice.heard((fact) => fact.type === 'participant:joined' && fact.participant.name === 'Carol');
      const [fromAlice, toCarol] = [
        await connectPeer(one.wsUrl, alice.page.identity),
        await connectPeer(one.wsUrl, carol.page.identity),
      ];
      fromAlice.send(offerTo(carol.page.identity.participantId));
      await toCarol.heard(({ type }) => type === 'OFFER');
      await bob.request('participant:rename', { name: 'Bobby' });

      if (how === 'ended') await redis.start();
      else redis.resume();
      const everybody = ['Alice', 'Bobby', 'Carol', 'Dave'];
      const rosters = await Promise.all([alice, bob, carol, dave].map((client) => untilPresent(client, everybody)));
      expect(new Set(rosters.map(({ participants }) => JSON.stringify(participants))).size).toBe(1);
      const numbers = rosters[0]?.participants.map(({ seq }) => seq) ?? [];
      expect(new Set(numbers).size).toBe(4);

      // From then on all is as before.
      expect((await fetch(`${one.url}/readyz`)).status).toBe(200);
      await alice.request('room:leave');
      await untilPresent(dave, ['Bobby', 'Carol', 'Dave']);
    },
    PATIENCE_MS,
  );

  test(
    'N3: a Redis that lost everything gets the rooms back from those who are in them, with their locks',
    async () => {
      const alice = await on(one).enter('Alice', 'kept');
      const bob = await on(two).enter('Bob', 'kept');
      await alice.request('room:lock', { isLocked: true });
      await bob.heard(({ type }) => type === 'room:lock-changed');
      await redis.kill();
      await redis.start();

      const roster = await untilPresent(bob, ['Alice', 'Bob']);
      expect(namesIn(roster)).toEqual(['Alice', 'Bob']);
      expect(roster.isLocked).toBe(true);
      const stranger = await on(two).connect('kept');
      for (;;) {
        const joined = await stranger.join('Eve');
        expect(joined.ok).toBe(false);
        if (!joined.ok && joined.code === 'room:locked') break;
      }
    },
    PATIENCE_MS,
  );

  test(
    'N4: those who were on a process that ended are away within seconds, and come back over another',
    async () => {
      const third = await startServer({ REDIS_URL: redis.url, GRACE_SECONDS: '60' });
      const alice = await on(one).enter('Alice', 'crash');
      const bob = await on(third).enter('Bob', 'crash');
      await alice.heard((fact) => fact.type === 'participant:joined' && fact.participant.name === 'Bob');
      await third.kill();
      await alice.heard(
        ({ type, ...fact }) =>
          type === 'participant:changed' && 'participant' in fact && fact.participant.presence === 'away',
      );
      const again = await on(two).enter('Bob', bob.page);
      await alice.heard(
        ({ type, ...fact }) =>
          type === 'participant:changed' && 'participant' in fact && fact.participant.presence === 'here',
      );
      expect(namesIn(await untilPresent(again, ['Alice', 'Bob']))).toEqual(['Alice', 'Bob']);
    },
    PATIENCE_MS,
  );
});
