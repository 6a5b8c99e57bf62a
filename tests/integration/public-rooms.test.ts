import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { io } from 'socket.io-client';
import request from 'supertest';
import type { PublicRoom, PublicRoomsChanged, PublicRoomsPage } from '../../src/shared/public-rooms.ts';
import { startApp, type RunningApp } from '../support/app.ts';
import { openRawRoom } from '../support/clients/raw-room.ts';
import { connectRoom, type RoomClient } from '../support/clients/room-client.ts';
import { createRoomClients } from '../support/clients/room-clients.ts';
import { createRecorder } from '../support/recorder.ts';
import { XSS_CORPUS } from '../support/xss-corpus.ts';

interface Watcher {
  shows(matches: (room: PublicRoom) => boolean): Promise<PublicRoomsChanged>;
  loses(id: string): Promise<PublicRoomsChanged>;
  readonly all: readonly PublicRoomsChanged[];
  close(): void;
}

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
  }, 60_000);

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

describe('a room that a host lists', () => {
  let app: RunningApp;
  beforeAll(async () => {
    app = await startApp({ trustProxy: 0, graceMs: 1000 });
  });
  afterAll(() => app.close());
  const clients = createRoomClients(() => app.url);
  afterEach(() => clients.close());

  const list = ({ request: ask }: RoomClient, listing: unknown) => ask('room:change-settings', { listing });
  const listing = { title: 'Book club', topic: 'Novels of the sea', language: 'en' };

  /** A page of /rooms, as far as the server can tell. */
  async function watch(): Promise<Watcher> {
    const socket = io(`${app.url}/rooms`, { path: '/socket.io', transports: ['websocket'], forceNew: true });
    const changes = createRecorder<PublicRoomsChanged>();
    socket.on('rooms:changed', changes.record);
    await changes.first(({ isWhole }) => isWhole);
    return {
      shows: (matches) => changes.first(({ rooms }) => rooms.some(matches)),
      loses: (id) => changes.first(({ gone }) => gone.includes(id)),
      all: changes.all,
      close: () => socket.close(),
    };
  }

  test('L1, L3: appears on an open page, its count follows, and it goes with the last one', async () => {
    const page = await watch();
    const alice = await clients.enter('Alice', 'book-club');
    expect(await list(alice, listing)).toEqual({ ok: true, value: null });
    const shown = await page.shows(({ id }) => id === 'book-club');
    expect(shown.rooms).toEqual([
      {
        ...listing,
        id: 'book-club',
        people: 1,
        isLocked: false,
        hasPasscode: false,
        isFull: false,
        order: expect.any(Number) as unknown as number,
      },
    ]);

    await clients.enter('Bob', 'book-club');
    await page.shows(({ people }) => people === 2);
    await alice.request('room:lock', { isLocked: true });
    await page.shows(({ isLocked }) => isLocked);
    await alice.request('room:change-settings', { passcode: 'open sesame' });
    await page.shows(({ hasPasscode }) => hasPasscode);
    await alice.request('room:leave');
    await page.shows(({ people, isLocked }) => people === 1 && isLocked);
    expect(JSON.stringify(page.all)).not.toMatch(/Alice|Bob|sesame/);

    // Their connections are lost: after the grace time nobody is left.
    clients.close();
    await page.loses('book-club');
    page.close();
  });

  test('L1: only a host lists, changes and takes away', async () => {
    const alice = await clients.enter('Alice', 'red');
    const bob = await clients.enter('Bob', 'red');
    expect(await list(bob, listing)).toEqual({ ok: false, code: 'host:required' });
    expect((await list(alice, listing)).ok).toBe(true);
    expect(await list(bob, null)).toEqual({ ok: false, code: 'host:required' });
    expect((await list(alice, null)).ok).toBe(true);
    const { text } = await request(app.server).get('/rooms');
    expect(text).not.toContain('Book club');
  });

  test.each([
    ['no title', { topic: '' }],
    ['a title with nothing to see', { title: '\u200b \u3164', topic: '' }],
    ['a long title', { title: 'x'.repeat(401), topic: '' }],
    ['a title of another kind', { title: { toString: 'x' }, topic: '' }],
    ['a language that is none', { title: 'x', topic: '', language: '<b>' }],
    ['nothing that fits', 'red'],
  ])('a listing with %s is refused', async (_what, wrong) => {
    const alice = await clients.enter('Alice', 'blue');
    expect(await list(alice, wrong)).toEqual({ ok: false, code: 'payload:invalid' });
  });

  /** Fewer than a participant may ask for at once. */
  const TEXTS_PER_ROOM = 30;
  const texts = XSS_CORPUS.filter((text) => text.trim() !== '');
  const rooms = Array.from({ length: Math.ceil(texts.length / TEXTS_PER_ROOM) }, (_, index) => index);
  test.each(rooms)(
    'titles and topics stay text, and short, whatever is in them (%i)',
    async (index) => {
      const id = `evil-${index}`;
      const alice = await clients.enter('Alice', id);
      for (const text of texts.slice(index * TEXTS_PER_ROOM, (index + 1) * TEXTS_PER_ROOM)) {
        expect((await list(alice, { title: text, topic: text })).ok).toBe(true);
        const page = await request(app.server).get(`/rooms?q=${id}`).set('Accept', 'text/html');
        const [, title = '', topic = ''] =
          new RegExp(`<h2><a href="/${id}">(.*?)</a></h2>\\s*<p class="public-room__topic">(.*?)</p>`, 's').exec(
            page.text,
          ) ?? [];
        expect(title).not.toBe('');
        expect(title + topic).not.toMatch(/[<>]/);
        expect(page.text.match(/<script/g)).toHaveLength(2);
        const [, json = ''] = /id="page-data">(.*?)<\/script>/s.exec(page.text) ?? [];
        const shown = (JSON.parse(json) as PublicRoomsPage).rooms.find((room) => room.id === id);
        expect(Array.from(shown?.title ?? '').length).toBeLessThanOrEqual(60);
      }
    },
    30_000,
  );

  test('L4: one address lists ten rooms', async () => {
    const other = await startApp({ trustProxy: 0 });
    const hosts = await Promise.all(
      Array.from({ length: 11 }, async (_, number) => {
        const host = await connectRoom(other.url, `room-${number}`);
        await host.join('Alice');
        return host;
      }),
    );
    const answers = await Promise.all(hosts.map((host) => list(host, listing)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(10);
    expect(answers.filter(({ ok }) => !ok)).toEqual([{ ok: false, code: 'listing:too-many' }]);
    for (const { socket } of hosts) socket.close();
    await other.close();
  });

  test('L5: a server without public rooms lists none', async () => {
    const other = await startApp({ arePublicRoomsOn: false });
    const alice = await connectRoom(other.url, 'red');
    await alice.join('Alice');
    expect(await list(alice, listing)).toEqual({ ok: false, code: 'listing:off' });
    expect((await list(alice, null)).ok).toBe(true);
    alice.socket.close();
    await other.close();
  });
});
