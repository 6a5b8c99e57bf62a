import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { startApp, type RunningApp } from '../support/app.ts';
import { openRawRoom } from '../support/clients/raw-room.ts';

describe('the page of public rooms', () => {
  let app: RunningApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  const get = (query: string, language = 'en') =>
    request(app.server).get(`/rooms${query}`).set('Accept', 'text/html').set('Accept-Language', language);

  test.each([
    ['standup', '/standup'],
    [' StandUp ', '/standup'],
    ['우리반', `/${encodeURIComponent('우리반')}`],
    ['우리반'.normalize('NFD'), `/${encodeURIComponent('우리반')}`],
    ['हिन्दी', `/${encodeURIComponent('हिन्दी')}`],
  ])('L6: %j opens that room', async (typed, location) => {
    const { status, headers } = await get(`?open=${encodeURIComponent(typed)}`);
    expect([status, headers['location']]).toEqual([302, location]);
  });

  test('L6: a link to a room opens it too, without its options', async () => {
    const link = `${app.url}/standup?join&name=Eve`;
    const { status, headers } = await get(`?open=${encodeURIComponent(link)}`).set('Host', new URL(app.url).host);
    expect([status, headers['location']]).toEqual([302, '/standup']);
  });

  test.each([
    ['my room', 'A name has 1 to 64 letters'],
    ['a.b', 'A name has 1 to 64 letters'],
    ['x'.repeat(65), 'A name has 1 to 64 letters'],
    ['https://elsewhere.example/standup', 'A name has 1 to 64 letters'],
    ['Admin', 'The site needs this name for itself'],
    ['rooms', 'The site needs this name for itself'],
  ])('L6: %j is no room, and the page says what a name may be', async (typed, sentence) => {
    const { status, text } = await get(`?open=${encodeURIComponent(typed)}`);
    expect(status).toBe(400);
    expect(text).toContain(sentence);
    expect(text).toContain(`value="${typed}"`);
  });

  test('L6: what is searched for or typed stays text', async () => {
    const { text } = await get(
      `?q=${encodeURIComponent('"><script>pwned=1</script>')}&open=${encodeURIComponent('<b>x y')}`,
    );
    expect(text).toContain('value="&#34;&gt;&lt;script&gt;pwned=1&lt;/script&gt;"');
    expect(text).toContain('value="&lt;b&gt;x y"');
  });

  test('a query of any shape is answered', async () => {
    for (const query of ['?q=a&q=b', '?q[x]=1', '?open[]=red', `?q=${'x'.repeat(5000)}`, '?__proto__[x]=1']) {
      expect((await get(query)).status).toBe(200);
    }
  });

  test('is never stored, and lets nothing in from elsewhere and nothing inline', async () => {
    const { headers, text } = await get('', 'ko');
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(text).toContain('지금은 공개된 방이 없어요');
    expect(text).not.toMatch(/<script(?![^>]*(?:src=|type="application\/json"))/);
    expect(text).not.toMatch(/\sstyle=|\son\w+=/);
  });
});

describe('the namespace of public rooms', () => {
  let app: RunningApp;
  beforeAll(async () => {
    app = await startApp({ trustProxy: 0 });
  });
  afterAll(() => app.close());

  test('L3: tells the whole list without a ticket', async () => {
    const connection = await openRawRoom(app.wsUrl);
    connection.send('40/rooms,');
    expect(await connection.heard('42/rooms,')).toBe(
      '42/rooms,["rooms:changed",{"isWhole":true,"rooms":[],"gone":[]}]',
    );
    connection.socket.close();
  });

  test.each([
    ['an event', '42/rooms,["rooms:changed",{"rooms":[]}]'],
    ['an event that wants an answer', '42/rooms,1["room:join",{"name":"Eve"}]'],
    ['a second CONNECT', '40'],
    ['a binary event', '451-/rooms,["x",{"_placeholder":true,"num":0}]'],
  ])('L3: a connection that sends %s is cut', async (_what, packet) => {
    const connection = await openRawRoom(app.wsUrl);
    connection.send('40/rooms,');
    await connection.heard('42/rooms,');
    connection.send(packet);
    await connection.closed;
    expect(connection.packets.filter((heard) => heard.startsWith('43'))).toEqual([]);
  });

  test('L3: of one address 300 connections listen, and one more is told that it is too many', async () => {
    const from = '127.0.0.33';
    const listen = async () => {
      const connection = await openRawRoom(app.wsUrl, { from });
      connection.send('40/rooms,');
      return connection;
    };
    const connections = await Promise.all(Array.from({ length: 300 }, listen));
    await Promise.all(connections.map((connection) => connection.heard('42/rooms,')));

    const oneMore = await listen();
    expect(await oneMore.heard('44/rooms,')).toContain('rate:limited');
    await oneMore.closed;
    const elsewhere = await openRawRoom(app.wsUrl, { from: '127.0.0.34' });
    elsewhere.send('40/rooms,');
    await elsewhere.heard('42/rooms,');
    for (const { socket } of [...connections, elsewhere]) socket.terminate();
  });

  test('refuses the pages of another site', async () => {
    await expect(openRawRoom(app.wsUrl, { headers: { Origin: 'https://evil.example' } })).rejects.toThrow();
  });
});

describe('without public rooms', () => {
  let app: RunningApp;
  beforeAll(async () => {
    app = await startApp({ arePublicRoomsOn: false });
  });
  afterAll(() => app.close());

  test('L5: there is no page, and no other page leads there', async () => {
    const page = await request(app.server).get('/rooms').set('Accept', 'text/html');
    const room = await request(app.server).get('/standup').set('Accept', 'text/html');
    expect(page.status).toBe(404);
    expect(room.text).toContain('"hasPublicRooms":false');
  });

  test('L5: there is no namespace', async () => {
    const connection = await openRawRoom(app.wsUrl);
    connection.send('40/rooms,');
    expect(await connection.heard('44/rooms,')).toContain('Invalid namespace');
    connection.socket.close();
  });
});
