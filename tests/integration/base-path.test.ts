import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { io } from 'socket.io-client';
import request from 'supertest';
import { WebSocket } from 'ws';
import { startApp, type RunningApp } from '../support/app.ts';
import { openPage, readPageData } from '../support/clients/page.ts';

describe('a site below a base path', () => {
  let app: RunningApp;
  beforeAll(async () => {
    app = await startApp({ basePath: '/video' });
  });
  afterAll(() => app.close());

  const get = (path: string) => request(app.server).get(path).set('Host', 'meet.example.org');

  test.each(['/video', '/video/'])('%s leads to a fresh room below it', async (path) => {
    const { status, headers } = await get(`${path}?join`);
    expect([status, headers['location']]).toEqual([302, expect.stringMatching(/^\/video\/[0-9a-f-]{36}\?join$/)]);
  });

  test('the root of the host leads to it, and has no rooms', async () => {
    expect((await get('/')).headers['location']).toBe('/video/');
    expect((await get('/standup')).status).toBe(404);
    expect((await get('/videostandup')).status).toBe(404);
  });

  test.each(['/healthz', '/video/healthz'])('%s tells of its health', async (path) => {
    expect((await get(path)).status).toBe(200);
  });

  test.each(['/video/standup', '/video/doctor', '/video/open', '/video/offline', '/video/a/b'])(
    'everything that %s refers to is below it, and is there',
    async (path) => {
      const { text } = await get(path).set('Accept', 'text/html');
      const urls = [...text.matchAll(/\s(?:src|href|action)="(\/[^"]*)"/g)].map(([, url]) => url ?? '');
      expect(urls.length).toBeGreaterThan(2);
      for (const url of urls) {
        expect(url).toMatch(/^\/video\//);
        expect([url, (await get(url)).status]).toEqual([url, url === '/video/' ? 302 : 200]);
      }
    },
  );

  test('a page knows where the site begins, and where its catalogues are', async () => {
    const { basePath, catalogueUrls } = readPageData((await get('/video/standup')).text);
    expect(basePath).toBe('/video');
    expect((await get(catalogueUrls.ko)).status).toBe(200);
  });

  test('the manifest, and all that it names, is below it', async () => {
    const { text } = await get('/video/manifest.webmanifest');
    const paths = [...text.matchAll(/"(\/[^"]*)"/g)].map(([, path]) => path);
    expect(paths.filter((path) => !path?.startsWith('/video/'))).toEqual([]);
    expect(JSON.parse(text)).toMatchObject({ id: '/video/', scope: '/video/', start_url: '/video/open' });
    expect((await get('/video/service-worker.js')).status).toBe(200);
  });

  test.each([
    ['https://meet.example.org/video/standup', 302, '/video/standup'],
    ['standup', 302, '/video/standup'],
    ['https://meet.example.org/standup', 400, undefined],
    ['https://meet.example.org/other/standup', 400, undefined],
  ])('of a pasted %s it makes %i %s', async (text, status, location) => {
    const response = await get(`/video/open?${new URLSearchParams({ text }).toString()}`);
    expect([response.status, response.headers['location']]).toEqual([status, location]);
  });

  test('a room has one address there too, and the API speaks JSON', async () => {
    expect((await get('/video/StandUp')).headers['location']).toBe('/video/standup');
    const response = await request(app.server)
      .post('/video/api/rooms/standup/ticket')
      .set('Accept', 'text/html')
      .send({});
    expect([response.status, response.body]).toEqual([400, { code: 'payload:invalid' }]);
  });

  test('both sockets open below it, and only there', async () => {
    const { identity } = await openPage(`${app.url}/video`, 'standup');
    const socket = io(app.url, {
      path: '/video/socket.io',
      transports: ['websocket'],
      auth: { ticket: identity.ticket },
      forceNew: true,
    });
    await once(socket as never, 'room:roster');
    socket.close();

    const query = new URLSearchParams({
      key: 'peerjs',
      id: identity.participantId,
      token: identity.peerToken,
    }).toString();
    const peer = new WebSocket(`${app.wsUrl}/video/peerjs/peerjs?${query}`);
    const [message] = (await once(peer, 'message')) as [Buffer];
    expect(JSON.parse(message.toString())).toEqual({ type: 'OPEN' });
    peer.terminate();

    const elsewhere = new WebSocket(`${app.wsUrl}/peerjs/peerjs?${query}`);
    elsewhere.on('error', () => undefined);
    const [, refusal] = (await once(elsewhere, 'unexpected-response')) as [unknown, { statusCode: number }];
    expect(refusal.statusCode).toBe(404);
  });
});
