import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { get as httpGet, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { startApp, type RunningApp } from '../support/app.ts';
import { readPageData } from '../support/clients/page.ts';
import { connectRoom } from '../support/clients/room-client.ts';

/** How many bytes a browser gets, as they are compressed. */
async function bytesOnTheWire(url: string): Promise<number> {
  const headers = { Accept: 'text/html,*/*', 'Accept-Encoding': 'gzip, br' };
  const [response] = (await once(httpGet(url, { headers }), 'response')) as [IncomingMessage];
  expect(response.headers['content-encoding']).toBe('br');
  let bytes = 0;
  for await (const chunk of response) bytes += (chunk as Buffer).byteLength;
  return bytes;
}

describe('the pages', () => {
  let app: RunningApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  const get = (path: string) => request(app.server).get(path);
  const asBrowser = (path: string) => get(path).set('Accept', 'text/html,application/xhtml+xml,*/*;q=0.8');

  test('/ leads to a fresh room each time, with the same options', async () => {
    const [first, second] = await Promise.all([get('/?join&name=Bob'), get('/')]);

    expect(first.status).toBe(302);
    expect(first.headers['location']).toMatch(
      /^\/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\?join&name=Bob$/,
    );
    expect(second.headers['location']).not.toBe(first.headers['location']?.split('?')[0]);
  });

  test('T1: a room page carries a fresh ticket each time, and is never stored', async () => {
    const [first, second] = await Promise.all([asBrowser('/standup'), asBrowser('/standup')]);
    const [one, two] = [readPageData(first.text), readPageData(second.text)];

    expect(first.status).toBe(200);
    expect(first.headers['cache-control']).toBe('no-store');
    expect(one.roomId).toBe('standup');
    expect(one.identity.participantId).not.toBe(two.identity.participantId);
    expect(one.ice).toEqual({ servers: [], transportPolicy: 'all', expiresInMs: null });
  });

  test('G10: /doctor is no room, and carries a ticket for a fresh one of its own', async () => {
    const pages = await Promise.all([asBrowser('/doctor'), asBrowser('/doctor')]);
    const [one, two] = pages.map(({ text }) => readPageData(text));

    expect(pages.map(({ status, headers }) => [status, headers['cache-control']])).toEqual([
      [200, 'no-store'],
      [200, 'no-store'],
    ]);
    expect(one?.roomId).toMatch(/^[0-9a-f]{8}-/);
    expect(one?.roomId).not.toBe(two?.roomId);
    expect(pages[0].text).toMatch(/src="\/assets\/doctor\.\w+\.js"/);
  });

  test('carries who is in the room now, with names that stay text', async () => {
    const client = await connectRoom(app.url, 'crowded');
    await client.join('</script><script>alert(1)</script>');
    const { text } = await asBrowser('/crowded');
    client.socket.close();

    expect(text).not.toContain('</script><script>');
    expect(readPageData(text).roster.participants).toMatchObject([{ name: '</script><script>alert(1)</script>' }]);
  });

  const byPerson = { 'Sec-Fetch-Site': 'none', 'Sec-Fetch-Dest': 'document' };
  test.each<[string, string, Record<string, string>, boolean]>([
    ['was typed', '/standup?join', byPerson, true],
    ['is on a page of ours', '/standup?join', { ...byPerson, 'Sec-Fetch-Site': 'same-origin' }, true],
    ['does not ask for it', '/standup?name=Bob', byPerson, false],
    ['is on another site', '/standup?join', { ...byPerson, 'Sec-Fetch-Site': 'cross-site' }, false],
    ['is on another port of this host', '/standup?join', { ...byPerson, 'Sec-Fetch-Site': 'same-site' }, false],
    ['is opened by a browser that does not say by whom', '/standup?join', {}, false],
    ['is framed', '/standup?join', { ...byPerson, 'Sec-Fetch-Dest': 'iframe' }, false],
    ['is fetched by a worker', '/standup?join', { ...byPerson, 'Sec-Fetch-Dest': 'empty' }, false],
    ['is preloaded for a worker', '/standup?join', { ...byPerson, 'Service-Worker-Navigation-Preload': 'true' }, false],
  ])('R11: whether a link that %s skips the lobby', async (_link, path, headers, skips) => {
    expect(readPageData((await asBrowser(path).set(headers)).text).skipsLobby).toBe(skips);
  });

  test('one room has one address, however it is written', async () => {
    const capitals = await get('/StandUp?join');
    const decomposed = await get(`/${encodeURIComponent('우리반'.normalize('NFD'))}`);

    expect([capitals.status, capitals.headers['location']]).toEqual([302, '/standup?join']);
    expect([decomposed.status, decomposed.headers['location']]).toEqual([302, `/${encodeURIComponent('우리반')}`]);
    expect(readPageData((await asBrowser(`/${encodeURIComponent('우리반')}`)).text).roomId).toBe('우리반');
  });

  test.each(['/a%20b', '/a.b', `/${'x'.repeat(65)}`, '/%F0%9F%8E%89'])(
    '%s is no room, and says so kindly',
    async (path) => {
      const page = await asBrowser(path);
      const json = await get(path).set('Accept', 'application/json');

      expect(page.status).toBe(404);
      expect(page.text).toContain('1 to 64 letters');
      expect(page.text).toContain('href="/"');
      expect([json.status, json.body]).toEqual([404, { code: 'room:bad-name' }]);
    },
  );

  test.each([
    ['/a/b', 404, 'page:not-found'],
    ['/assets/no-such-file.js', 404, 'page:not-found'],
    ['/%E0%A4%A', 400, 'payload:invalid'],
  ])('%s answers %i %s', async (path, status, code) => {
    const json = await get(path).set('Accept', 'application/json');
    expect([json.status, json.body]).toEqual([status, { code }]);
    expect((await asBrowser(path)).text).toContain('<html lang="en">');
  });

  test('speaks the language of the browser, or the one that was chosen', async () => {
    const korean = await asBrowser('/standup').set('Accept-Language', 'ko-KR,ko;q=0.9,en;q=0.8');
    const french = await asBrowser('/standup').set('Accept-Language', 'fr');
    const chosen = await asBrowser('/a.b').set('Accept-Language', 'en').set('Cookie', 'madang-locale=ko');
    const nonsense = await asBrowser('/standup').set('Cookie', 'madang-locale=../../etc/passwd');

    expect(korean.text).toContain('<html lang="ko">');
    expect(korean.text).toContain('마당');
    expect(readPageData(korean.text).locale).toBe('ko');
    expect(french.text).toContain('<html lang="en">');
    expect(chosen.text).toContain('페이지를 찾을 수 없어요');
    expect(nonsense.text).toContain('<html lang="en">');
  });

  test('lets nothing in from elsewhere and nothing inline', async () => {
    const { headers, text } = await asBrowser('/standup');
    const policy = headers['content-security-policy'] ?? '';

    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|https?:/);
    expect(policy).toContain("require-trusted-types-for 'script';trusted-types madang");
    expect(headers['permissions-policy']).toContain(
      'camera=(self), display-capture=(self), fullscreen=(self), microphone=(self)',
    );
    expect(headers['x-powered-by']).toBeUndefined();
    // Over http, which is all that this server knows of, no browser may be told to use https, on no host of the domain.
    expect(headers['strict-transport-security']).toBeUndefined();
    expect(text).not.toMatch(/<script(?![^>]*(?:src=|type="application\/json"))/);
    expect(text).not.toMatch(/\sstyle=|\son\w+=/);
    expect(text).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
  });

  test('serves its assets compressed and for ever', async () => {
    const { text } = await asBrowser('/standup');
    const [, script] = /src="(\/assets\/[^"]+\.js)"/.exec(text) ?? [];
    const asset = await get(script ?? '')
      .set('Accept-Encoding', 'br')
      .buffer(false);

    expect(asset.status).toBe(200);
    expect(asset.headers['content-encoding']).toBe('br');
    expect(asset.headers['cache-control']).toContain('immutable');
  });

  test('scripts and styles come without what only documents and workers heed', async () => {
    const { text } = await asBrowser('/standup');
    const urls = [...text.matchAll(/(?:src|href)="(\/assets\/[^"]+\.(?:js|css))"/g)].map(([, url]) => url ?? '');
    expect(urls.length).toBeGreaterThan(2);
    for (const url of urls) {
      const { headers } = await get(url).buffer(false);
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['cross-origin-resource-policy']).toBe('same-origin');
      expect(headers['content-security-policy']).toBeUndefined();
      expect(headers['permissions-policy']).toBeUndefined();
    }
  });

  test('a worker comes with the policy that binds it', async () => {
    const worker = (await readdir('dist/assets')).find((file) => /-worker\.\w+\.js$/.test(file));
    const { headers } = await get(`/assets/${worker}`).buffer(false);
    expect(headers['content-security-policy']).toContain("default-src 'none'");
  });

  test('a room page comes without what only dialogs say, the catalogue has all of it', async () => {
    const { catalogue, catalogueUrls } = readPageData((await asBrowser('/standup')).text);
    const whole = (await get(catalogueUrls.en)).body as object;

    expect(catalogue).toMatchObject({ layout: { title: 'Layout' }, lobby: { join: 'Join' } });
    expect(catalogue['layout']).not.toHaveProperty('grid');
    expect(whole).toMatchObject({ layout: { title: 'Layout', grid: { name: 'Grid' } }, lobby: { join: 'Join' } });
  });

  test('is light: page, styles and scripts of a room are few, and 98 kB together', async () => {
    const { text } = await asBrowser('/standup');
    const loaded = /(?:src|rel="(?:modulepreload|stylesheet)"[^>]* href)="([^"]+)"/g;
    const urls = ['/standup', ...[...text.matchAll(loaded)].map(([, url]) => url ?? '')];
    const sizes = await Promise.all(urls.map((url) => bytesOnTheWire(app.url + url)));

    // With Socket.IO's and PeerServer's sockets the first picture takes two requests more.
    expect(sizes.length).toBeLessThanOrEqual(6);
    expect(Math.min(...sizes)).toBeGreaterThan(0);
    const bytes = sizes.reduce((sum, size) => sum + size, 0);
    expect(bytes).toBeGreaterThan(50_000);
    expect(bytes).toBeLessThan(98_000);
  });

  test('a room brings the texts that it shows at first, and the others come with what shows them', async () => {
    const { catalogue, catalogueUrls } = readPageData((await asBrowser('/standup')).text);
    expect(catalogue).toHaveProperty('lobby.title');
    expect(catalogue).not.toHaveProperty('settings.section');
    expect((await get(catalogueUrls.en)).body).toHaveProperty('settings.section');
  });

  test('I7: a page carries the protocol version that the server tells', async () => {
    const { body, headers } = (await get('/api/version')) as { body: unknown; headers: Record<string, string> };
    const { protocolVersion } = readPageData((await asBrowser('/standup')).text);

    expect(body).toEqual({ protocolVersion });
    expect(headers['cache-control']).toBe('no-store');
  });

  test('is healthy', async () => {
    const response = await get('/healthz');
    expect(response.status).toBe(200);
    expect(response.body).toMatchObject({ status: 'ok', sockets: { open: 0 } });
  });
});
