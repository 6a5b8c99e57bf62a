import { afterEach, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import type { IceConfig } from '../../src/server/ice/ice-config.ts';
import type { Admission } from '../../src/shared/page-data.ts';
import { startApp, type RunningApp } from '../support/app.ts';
import { startCloudflare, type CloudflareStandIn } from '../support/servers/cloudflare.ts';
import { openPage } from '../support/clients/page.ts';
import { connectRoom } from '../support/clients/room-client.ts';

const SHARED_SECRET: IceConfig = {
  stunUrls: ['stun:stun.example'],
  turn: { type: 'shared-secret', urls: ['turn:turn.example'], secret: 'shared', longestLifetimeMs: 60_000 },
  policy: 'relay',
};

const viaCloudflare = ({ apiUrl }: CloudflareStandIn): IceConfig => ({
  stunUrls: ['stun:stun.example'],
  turn: { type: 'cloudflare', apiUrl, keyId: 'key', apiToken: 'token', longestLifetimeMs: 60_000 },
  policy: 'all',
});

describe('ICE servers', () => {
  const opened: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const each of opened.splice(0).reverse()) await each.close();
  });

  async function open(ice: IceConfig): Promise<RunningApp> {
    const app = await startApp({ ice });
    opened.push(app);
    return app;
  }

  async function openCloudflare(): Promise<CloudflareStandIn> {
    const cloudflare = await startCloudflare();
    opened.push(cloudflare);
    return cloudflare;
  }

  test('I1: come in the page, with credentials of the participant and how long they are good', async () => {
    const { url } = await open(SHARED_SECRET);
    const { identity, ice } = await openPage(url, 'standup');

    expect(ice.servers[0]).toEqual({ urls: ['stun:stun.example'] });
    expect(ice.servers[1]?.username).toMatch(new RegExp(`^\\d+:${identity.participantId}$`));
    expect(ice.transportPolicy).toBe('relay');
    expect(ice.expiresInMs).toBeGreaterThan(55_000);
    expect(ice.expiresInMs).toBeLessThanOrEqual(60_000);
  });

  const renew = async (app: RunningApp, resumeKey: string): Promise<Admission['ice']> => {
    const response = await request(app.server).post('/api/rooms/standup/ticket').send({ resumeKey });
    return (response.body as Admission).ice;
  };

  /** Somebody in the room, and what the answer to the join brought them. */
  async function enter(app: RunningApp) {
    const page = await openPage(app.url, 'standup');
    const client = await connectRoom(app.url, page);
    opened.push({ close: () => Promise.resolve(void client.socket.close()) });
    const joined = await client.join('Alice');
    return { ...page, client, granted: joined.ok ? joined.value.ice : null };
  }

  test.each([
    ['a day', 86_400_000, 600_000, 7_200_000],
    ['an hour', 3_600_000, 600_000, 3_600_000],
    ['a minute', 60_000, 60_000, 60_000],
  ])('I6: with a TURN_TTL of %s are good for minutes in the page, and for the stay in the room', async (...row) => {
    const [, longestLifetimeMs, pageMs, stayMs] = row;
    const turn = { ...SHARED_SECRET.turn, longestLifetimeMs } as IceConfig['turn'];
    const app = await open({ ...SHARED_SECRET, turn });
    const { identity, ice, granted } = await enter(app);
    const renewed = await renew(app, identity.resumeKey);

    for (const [given, lifetimeMs] of [
      [ice, pageMs],
      [granted, stayMs],
      [renewed, stayMs],
    ] as const) {
      expect(given?.servers[1]?.username).toMatch(new RegExp(`^\\d+:${identity.participantId}$`));
      expect(given?.expiresInMs).toBeGreaterThan(lifetimeMs - 20_000);
      expect(given?.expiresInMs).toBeLessThanOrEqual(lifetimeMs);
    }
  });

  test('I6: are given again to nobody who is not in the room', async () => {
    const app = await open(SHARED_SECRET);
    const { identity, client } = await enter(app);
    const stranger = await openPage(app.url, 'standup');
    const nothing = { servers: [{ urls: ['stun:stun.example'] }], transportPolicy: 'relay', expiresInMs: 0 };
    expect(await renew(app, stranger.identity.resumeKey)).toEqual(nothing);

    await client.request('room:leave');
    expect(await renew(app, identity.resumeKey)).toEqual(nothing);
  });

  test('I6: that never end are not sent with the answer to a join', async () => {
    const turn = { type: 'static', urls: ['turn:turn.example'], username: 'guest', password: 'open sesame' } as const;
    const app = await open({ ...SHARED_SECRET, turn });
    const { identity, granted } = await enter(app);

    expect(granted).toBeNull();
    expect((await renew(app, identity.resumeKey)).servers[1]?.username).toBe('guest');
  });

  test('of Cloudflare are asked for once, and are there for everybody', async () => {
    const cloudflare = await openCloudflare();
    const { url } = await open(viaCloudflare(cloudflare));
    const pages = await Promise.all(['red', 'green', 'blue'].map((room) => openPage(url, room)));

    const usernames = new Set(pages.map(({ ice }) => ice.servers[2]?.username));
    expect([...usernames]).toEqual([expect.stringMatching(/^user-[12]$/)]);
    // Once for pages, and once for members.
    expect(cloudflare.requests).toHaveLength(2);
  });

  test('I2: that are late do not hold up the page, and are there when asked for again', async () => {
    const cloudflare = await openCloudflare();
    const held: (() => void)[] = [];
    cloudflare.answerWith((response) =>
      held.push(() => {
        const iceServers = [{ urls: ['turn:late.example'], username: 'a', credential: 'b' }];
        response.writeHead(201).end(JSON.stringify({ iceServers }));
      }),
    );
    const app = await open(viaCloudflare(cloudflare));
    const { identity, ice, granted } = await enter(app);
    expect(ice).toEqual({ servers: [{ urls: ['stun:stun.example'] }], transportPolicy: 'all', expiresInMs: 0 });
    // A join waits for nobody.
    expect(granted).toBeNull();

    for (const answer of held) answer();
    let again = await renew(app, identity.resumeKey);
    while (again.expiresInMs === 0) again = await renew(app, identity.resumeKey);
    expect(again.servers[1]).toEqual({ urls: ['turn:late.example'], username: 'a', credential: 'b' });
  });

  test('I2: that cannot be had leave the page with STUN', async () => {
    const cloudflare = await openCloudflare();
    cloudflare.answerWith((response) => response.writeHead(500).end());
    const { url } = await open(viaCloudflare(cloudflare));

    expect((await openPage(url, 'standup')).ice).toMatchObject({
      servers: [{ urls: ['stun:stun.example'] }],
      expiresInMs: 0,
    });
  });
});
