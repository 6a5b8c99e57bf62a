import { afterEach, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import type { IceConfig } from '../../src/server/ice/ice-config.ts';
import type { Admission } from '../../src/shared/page-data.ts';
import { startApp, type RunningApp } from '../support/app.ts';
import { startCloudflare, type CloudflareStandIn } from '../support/cloudflare.ts';
import { openPage } from '../support/page.ts';

const SHARED_SECRET: IceConfig = {
  stunUrls: ['stun:stun.example'],
  turn: { type: 'shared-secret', urls: ['turn:turn.example'], secret: 'shared', lifetimeMs: 60_000 },
  policy: 'relay',
};

const viaCloudflare = ({ apiUrl }: CloudflareStandIn): IceConfig => ({
  stunUrls: ['stun:stun.example'],
  turn: { type: 'cloudflare', apiUrl, keyId: 'key', apiToken: 'token', lifetimeMs: 60_000 },
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

  test('I1: come again with a new ticket', async () => {
    const app = await open(SHARED_SECRET);
    const { identity } = await openPage(app.url, 'standup');
    const response = await request(app.server)
      .post('/api/rooms/standup/ticket')
      .send({ resumeKey: identity.resumeKey });
    const { ice } = response.body as Admission;

    expect(ice.servers[1]?.username).toMatch(new RegExp(`^\\d+:${identity.participantId}$`));
    expect(ice.expiresInMs).toBeGreaterThan(55_000);
  });

  test('of Cloudflare are asked for once, and are there for everybody', async () => {
    const cloudflare = await openCloudflare();
    const { url } = await open(viaCloudflare(cloudflare));
    const pages = await Promise.all(['red', 'green', 'blue'].map((room) => openPage(url, room)));

    expect(pages.map(({ ice }) => ice.servers.map(({ username }) => username))).toEqual(
      pages.map(() => [undefined, undefined, 'user-1']),
    );
    expect(cloudflare.requests).toHaveLength(1);
  });

  test('I2: that are late do not hold up the page, and are there when asked for again', async () => {
    const cloudflare = await openCloudflare();
    const held = new Promise<() => void>((resolve) =>
      cloudflare.answerWith((response) =>
        resolve(() => {
          const iceServers = [{ urls: ['turn:late.example'], username: 'a', credential: 'b' }];
          response.writeHead(201).end(JSON.stringify({ iceServers }));
        }),
      ),
    );
    const app = await open(viaCloudflare(cloudflare));
    const { identity, ice } = await openPage(app.url, 'standup');
    expect(ice).toEqual({ servers: [{ urls: ['stun:stun.example'] }], transportPolicy: 'all', expiresInMs: 0 });

    (await held)();
    const askAgain = async (): Promise<Admission['ice']> => {
      const response = await request(app.server)
        .post('/api/rooms/standup/ticket')
        .send({ resumeKey: identity.resumeKey });
      return (response.body as Admission).ice;
    };
    let again = await askAgain();
    while (again.expiresInMs === 0) again = await askAgain();
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
