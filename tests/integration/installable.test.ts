import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { startApp, type RunningApp } from '../support/app.ts';

let app: RunningApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const get = (path: string) => request(app.server).get(path);

interface Manifest {
  name: string;
  start_url: string;
  icons: { src: string; sizes: string; purpose: string }[];
  shortcuts: { name: string; url: string }[];
  share_target: { action: string };
}

describe('the site as an app', () => {
  test.each([
    ['en', 'Madang', 'New room'],
    ['ko', '마당', '새 방 만들기'],
  ])('has a manifest in %s', async (locale, name, newRoom) => {
    const response = await get('/manifest.webmanifest').set('Accept-Language', locale);
    const manifest = JSON.parse(response.text) as Manifest;
    expect(response.headers['content-type']).toContain('application/manifest+json');
    expect(manifest.name).toBe(name);
    expect(manifest.shortcuts).toMatchObject([{ name: newRoom, url: '/' }]);
    for (const path of [manifest.start_url, manifest.share_target.action]) expect((await get(path)).status).toBe(200);
  });

  test('has icons of the sizes that its manifest says, one of them for masks', async () => {
    const { icons } = JSON.parse((await get('/manifest.webmanifest')).text) as Manifest;
    expect(icons.map(({ purpose }) => purpose)).toContain('maskable');
    for (const { src, sizes } of icons) {
      const response = await get(src).buffer(true);
      expect([src, response.status]).toEqual([src, 200]);
      if (response.headers['content-type'] !== 'image/png') continue;
      const png = response.body as Buffer;
      expect(`${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`).toBe(sizes);
    }
  });

  test('has a service worker that the browser looks for anew each time', async () => {
    const { status, headers } = await get('/service-worker.js');
    expect(status).toBe(200);
    expect(headers['content-type']).toContain('javascript');
    expect(headers['cache-control']).toBe('no-cache');
  });

  test('the page for when the network is gone has no ticket in it', async () => {
    const { status, text } = await get('/offline');
    expect(status).toBe(200);
    expect(text).toContain('You are offline');
    expect(text).not.toContain('page-data');
  });
});

describe('opening a room that somebody shared', () => {
  const share = (parameters: Record<string, string>) =>
    get(`/open?${new URLSearchParams(parameters).toString()}`).set('Host', 'meet.example.org');

  test.each([
    ['url', { url: 'https://meet.example.org/standup' }],
    ['text', { title: 'Our meeting', text: 'Join https://meet.example.org/standup' }],
    ['title', { title: 'https://meet.example.org/standup' }],
  ])('a link in the %s leads to its lobby', async (_where, parameters) => {
    const response = await share(parameters);
    expect(response.status).toBe(302);
    expect(response.headers['location']).toBe('/standup');
    expect(response.headers['cache-control']).toBe('no-store');
  });

  test('a link to another site leads nowhere, and is shown as text', async () => {
    const response = await share({ url: 'https://evil.example.org/"><script>alert(1)</script>' });
    expect(response.status).toBe(400);
    expect(response.text).toContain('There is no room of this site in that');
    expect(response.text).not.toContain('<script>alert');
  });

  test('several rooms, or a name whose end cannot be told, are asked for again', async () => {
    const several = await share({ text: 'https://meet.example.org/a https://meet.example.org/b' });
    expect([several.status, several.text]).toEqual([400, expect.stringContaining('links to several rooms')]);
    const unclear = await share({ text: 'https://meet.example.org/우리반은 10시예요' });
    expect([unclear.status, unclear.text]).toEqual([400, expect.stringContaining('not clear where the room')]);
  });

  test('without anything, it asks', async () => {
    const response = await get('/open');
    expect(response.status).toBe(200);
    expect(response.text).toContain('Open a room');
  });

  test.each(['/open?url[]=a&url[]=b', '/open?url[x]=1', `/open?text=${'a'.repeat(5000)}`])(
    'makes nothing of %.30s',
    async (path) => {
      expect((await get(path)).status).toBe(200);
    },
  );
});
