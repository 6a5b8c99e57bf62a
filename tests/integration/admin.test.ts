import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { io } from 'socket.io-client';
import request from 'supertest';
import { startApp, type RunningApp } from '../support/app.ts';
import {
  cookieIn,
  createAdminClient,
  logIn,
  type AdminClient,
  type AdminListener,
} from '../support/clients/admin-client.ts';
import { ask } from '../support/clients/request.ts';
import { connectRoom } from '../support/clients/room-client.ts';
import { createRoomClients } from '../support/clients/room-clients.ts';

const PASSWORD = 'courtyard at noon';
const html = { Accept: 'text/html' };

describe('without ADMIN_PASSWORD', () => {
  let app: RunningApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  test.each(['/admin', '/admin/', '/admin/login', '/admin/events', '/admin/socketio/'])(
    'A1: %s is 404',
    async (path) => {
      expect((await request(app.server).get(path).set(html)).status).toBe(404);
      expect((await request(app.server).post(path).set('Origin', app.url)).status).toBe(404);
    },
  );

  test('A1: there is no namespace, and pages report nothing', async () => {
    const socket = io(`${app.url}/admin`, { path: '/socket.io', transports: ['websocket'], forceNew: true });
    const [error] = (await once(socket as never, 'connect_error')) as [Error];
    socket.close();
    expect(error.message).toBe('Invalid namespace');
    expect((await request(app.server).get('/standup')).text).toContain('"wantsReports":false');
  });
});

describe('the admin', () => {
  let app: RunningApp;
  let admin: AdminClient;
  let listener: AdminListener | null = null;
  beforeAll(async () => {
    app = await startApp({ adminPassword: PASSWORD, trustProxy: 0 });
    admin = createAdminClient(app.url, cookieIn(await logIn(app.url, PASSWORD, { from: '127.0.0.2' })));
  });
  afterAll(() => app.close());
  const clients = createRoomClients(() => app.url);
  afterEach(() => {
    clients.close();
    listener?.close();
    listener = null;
  });
  const watch = async (query = ''): Promise<AdminListener> => (listener = await admin.listen(query));
  const page = (cookie = '') => ask(`${app.url}/admin`, { headers: { ...html, cookie } });

  describe('at the login', () => {
    test('A2: a good password opens the page, by a cookie that no script reads and no other site sends', async () => {
      const answer = await logIn(app.url, PASSWORD, { from: '127.0.0.3' });
      expect([answer.status, answer.headers.location]).toEqual([303, '/admin']);
      expect(answer.headers['set-cookie']).toEqual([
        expect.stringMatching(/^madang-admin=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/),
      ]);
      const shown = await page(cookieIn(answer));
      expect([shown.status, shown.headers['cache-control']]).toEqual([200, 'no-store']);
      expect(shown.body).toContain('id="page-data"');
    });

    test('A2: over https the cookie is sent there alone', async () => {
      const behindProxy = await startApp({ adminPassword: PASSWORD, trustProxy: 1 });
      const answer = await logIn(behindProxy.url, PASSWORD, { headers: { 'X-Forwarded-Proto': 'https' } });
      expect(answer.headers['set-cookie']?.[0]).toContain('; Secure');
      await behindProxy.close();
    });

    test.each<[string, string]>([
      ['no cookie', ''],
      ['a made-up one', `madang-admin=${'x'.repeat(43)}`],
      ['an empty one', 'madang-admin='],
      ['a property of every object', 'madang-admin=__proto__'],
    ])('A4: with %s there is the login and nothing else', async (_what, cookie) => {
      const shown = await page(cookie);
      expect(shown.status).toBe(401);
      expect(shown.body).toContain('type="password"');
      expect(shown.body).not.toContain('page-data');
      const thief = createAdminClient(app.url, cookie);
      expect((await thief.act({ type: 'maintain', isOn: true })).status).toBe(401);
      await expect(thief.listen()).rejects.toThrow('401');
    });

    test('A2: a cookie that was prepared for a browser is not the one that the login opens', async () => {
      const prepared = `madang-admin=${'p'.repeat(43)}`;
      const answer = await logIn(app.url, PASSWORD, { from: '127.0.0.4', headers: { cookie: prepared } });
      expect(cookieIn(answer)).not.toBe(prepared);
      expect((await page(prepared)).status).toBe(401);
    });

    test('A2: signing out ends the session for whoever has its cookie, with its events', async () => {
      const own = createAdminClient(app.url, cookieIn(await logIn(app.url, PASSWORD, { from: '127.0.0.5' })));
      const events = await own.listen();
      await events.hears('figures', () => true);
      const headers = { Origin: app.url, cookie: own.cookie };
      expect((await ask(`${app.url}/admin/logout`, { method: 'POST', headers })).status).toBe(303);
      await events.ended;
      expect((await page(own.cookie)).status).toBe(401);
    });

    test('A3: an address may try five times in five minutes, however good the sixth is', async () => {
      const from = '127.0.0.66';
      const statuses: number[] = [];
      for (let count = 0; count < 5; count += 1) {
        statuses.push((await logIn(app.url, `wrong ${count}`, { from })).status);
      }
      const sixth = await logIn(app.url, PASSWORD, { from });
      expect([...statuses, sixth.status]).toEqual([403, 403, 403, 403, 403, 429]);
      expect(sixth.headers['retry-after']).toBe('300');
      expect(sixth.headers['set-cookie']).toBeUndefined();
      expect((await logIn(app.url, PASSWORD, { from: '127.0.0.67' })).status).toBe(303);
    });

    test('A3: all together may try sixty times, LIMITS or not', async () => {
      const other = await startApp({ adminPassword: PASSWORD, trustProxy: 0, areLimitsOn: false });
      const tries = Array.from({ length: 60 }, (_, number) =>
        logIn(other.url, 'wrong', { from: `127.0.1.${Math.floor(number / 5) + 1}` }),
      );
      expect((await Promise.all(tries)).map(({ status }) => status)).toEqual(Array<number>(60).fill(403));
      expect((await logIn(other.url, PASSWORD, { from: '127.0.2.1' })).status).toBe(429);
      await other.close();
    });

    test.each<[string, Record<string, string>, string]>([
      ['no password', {}, 'other=1'],
      ['two passwords', {}, `password=${PASSWORD}&password=x`],
      ['a password of 2 kB', {}, `password=${'x'.repeat(2000)}`],
      ['an object', {}, 'password[x]=1'],
      ['JSON', { 'Content-Type': 'application/json' }, JSON.stringify({ password: PASSWORD })],
    ])('%s opens nothing', async (_what, headers, body) => {
      const answer = await ask(`${app.url}/admin/login`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: app.url, ...headers },
        body,
        from: `127.0.3.${_what.length}`,
      });
      expect([answer.status, answer.headers['set-cookie']]).toEqual([403, undefined]);
    });
  });

  describe('from another page', () => {
    test.each<[string, string | null]>([
      ['another site', 'https://evil.example'],
      ['a sandboxed frame', 'null'],
      ['another port of this host', 'http://127.0.0.1:1'],
      ['nowhere', null],
    ])('A4: a POST that comes from %s is refused', async (_where, origin) => {
      const headers = { ...(origin !== null && { Origin: origin }), cookie: admin.cookie };
      for (const path of ['login', 'logout', 'actions']) {
        const type = { 'Content-Type': 'application/json', Accept: 'application/json' };
        const answer = await ask(`${app.url}/admin/${path}`, {
          method: 'POST',
          headers: { ...type, ...headers },
          body: JSON.stringify({ type: 'maintain', isOn: true }),
        });
        expect([path, answer.status, answer.body]).toEqual([path, 403, '{"code":"origin:refused"}']);
      }
      expect((await page(admin.cookie)).status).toBe(200);
    });

    test('A4: an origin that may open sockets may do nothing here', async () => {
      const origin = 'https://friend.example';
      const other = await startApp({ adminPassword: PASSWORD, allowedOrigins: [origin] });
      expect((await logIn(other.url, PASSWORD, { headers: { Origin: origin } })).status).toBe(403);
      await other.close();
    });
  });

  describe('inside', () => {
    test('A6: sees rooms and who is in them, and hears of each change', async () => {
      const events = await watch();
      await clients.enter('Alice', 'red');
      const bob = await clients.enter('Bob', 'red');
      const { rooms } = await events.hears('rooms', (told) => told.rooms.some(({ people }) => people.length === 2));
      expect(rooms).toMatchObject([
        {
          id: 'red',
          title: null,
          isLocked: false,
          hasPasscode: false,
          people: [{ name: 'Alice', isHost: true }, { name: 'Bob' }],
        },
      ]);
      await bob.request('room:leave');
      await events.hears('rooms', (told) => told.rooms.some(({ people }) => people.length === 1));
      const figures = await events.hears('figures', ({ people }) => people === 1);
      expect(figures.rooms).toBe(1);
      expect(figures.joins.at(-1)).toBeGreaterThanOrEqual(0);
      expect(figures.joins.reduce((sum, each) => sum + each)).toBeGreaterThanOrEqual(2);
      expect(figures.memoryMb).toBeGreaterThan(10);
    });

    test('A6: names come as data, and never stand in the page itself', async () => {
      const name = '</script><script>pwned=1</script>';
      await clients.enter(name, 'evil');
      const events = await watch('evil');
      const { rooms } = await events.hears('rooms', (told) => told.rooms.length === 1);
      expect(rooms[0]?.people[0]?.name).toBe(name);
      expect((await page(admin.cookie)).body).not.toContain('pwned');
    });

    test('A6: finds rooms by name and by people', async () => {
      await clients.enter('Alice', 'red');
      await clients.enter('Bob', 'blue');
      const events = await watch('BOB');
      expect((await events.hears('rooms', () => true)).rooms.map(({ id }) => id)).toEqual(['blue']);
    });

    test('A5: sees the links that pages report, and no others', async () => {
      const events = await watch();
      const alice = await clients.enter('Alice', 'red');
      const bob = await clients.enter('Bob', 'red');
      const report = { live: 1, connecting: 0, mending: 1, failed: 0 };
      for (const wrong of [null, {}, { ...report, live: 65 }, { ...report, failed: -1 }, { ...report, live: 0.5 }]) {
        expect(await alice.request('room:report', wrong)).toEqual({ ok: false, code: 'payload:invalid' });
      }
      expect((await alice.request('room:report', report)).ok).toBe(true);
      expect((await bob.request('room:report', report)).ok).toBe(true);
      await events.hears('figures', ({ links }) => links.live === 1 && links.mending === 1);
      await bob.request('room:leave');
      await events.hears('figures', ({ links }) => links.live === 0.5);
      expect(await bob.request('room:report', report)).toEqual({ ok: false, code: 'room:not-joined' });
    });

    test('A7: removes somebody, who does not come back', async () => {
      const alice = await clients.enter('Alice', 'removal');
      const bob = await clients.enter('Bob', 'removal');
      const id = bob.page.identity.participantId;
      expect((await admin.act({ type: 'remove', room: 'removal', id })).status).toBe(204);
      expect(await alice.heard((fact) => fact.type === 'participant:left')).toMatchObject({ id, reason: 'removed' });
      expect(await bob.join('Bob')).toEqual({ ok: false, code: 'participant:removed' });
      expect((await admin.act({ type: 'remove', room: 'removal', id })).body).toBe('{"code":"participant:unknown"}');
      const host = alice.page.identity.participantId;
      expect((await admin.act({ type: 'remove', room: 'removal', id: host })).status).toBe(204);
    });

    test('A7: closes a room for everybody; its address then is another room', async () => {
      const alice = await clients.enter('Alice', 'closing');
      expect((await admin.act({ type: 'close-room', room: 'closing' })).status).toBe(204);
      expect(await alice.heard((fact) => fact.type === 'participant:left')).toMatchObject({ reason: 'ended' });
      expect((await admin.act({ type: 'close-room', room: 'nobody-is-here' })).status).toBe(204);
      await clients.enter('Carol', 'closing');
    });

    test('A7: says something to every room, also to who comes later, and takes it back', async () => {
      const alice = await clients.connect('red');
      const heard = once(alice.socket as never, 'service:notice');
      await admin.act({ type: 'say', text: '  We restart\u202e at 18:00 <b>  ' });
      expect(await heard).toEqual([{ text: 'We restart at 18:00 <b>' }]);

      const late = await connectRoom(app.url, 'blue');
      // A connection hears it before its roster.
      late.socket.close();
      const socket = io(app.url, {
        path: '/socket.io',
        transports: ['websocket'],
        forceNew: true,
        auth: { ticket: late.page.identity.ticket },
      });
      expect(await once(socket as never, 'service:notice')).toEqual([{ text: 'We restart at 18:00 <b>' }]);
      const taken = once(socket as never, 'service:notice');
      await admin.act({ type: 'say', text: '' });
      expect(await taken).toEqual([{ text: '' }]);
      socket.close();
    });

    test('A8: during maintenance no room comes into being; rooms that are there take newcomers', async () => {
      await clients.enter('Alice', 'standing');
      const early = await clients.connect('not-yet');
      expect((await admin.act({ type: 'maintain', isOn: true })).status).toBe(204);
      for (const path of ['/', '/not-yet', '/other']) {
        const answer = await ask(app.url + path, { headers: html });
        expect([path, answer.status, answer.headers['retry-after']]).toEqual([path, 503, '300']);
        expect(answer.body).toContain('Back in a little while');
      }
      expect(await early.join('Early')).toEqual({ ok: false, code: 'service:maintenance' });
      await clients.enter('Bob', 'standing');
      expect((await ask(`${app.url}/healthz`)).status).toBe(200);
      await admin.act({ type: 'maintain', isOn: false });
      expect((await early.join('Early')).ok).toBe(true);
    });

    test.each<[string, object]>([
      ['of no kind', { type: 'restart' }],
      ['without its room', { type: 'close-room' }],
      ['with a room of 300 characters', { type: 'close-room', room: 'x'.repeat(300) }],
      ['with an id that is none', { type: 'remove', room: 'red', id: '__proto__' }],
      ['with a text of 401 characters', { type: 'say', text: 'x'.repeat(401) }],
      ['with another kind of switch', { type: 'maintain', isOn: 'yes' }],
    ])('A7: an action %s is refused', async (_what, action) => {
      expect([(await admin.act(action)).status, (await admin.act(action)).body]).toEqual([
        400,
        '{"code":"payload:invalid"}',
      ]);
    });

    test('A6: sees warnings, and no password in them', async () => {
      await logIn(app.url, 'hunter2 hunter2', { from: '127.0.0.70' });
      const events = await watch();
      const warnings = await events.hears('warnings', (told) => told.length > 0);
      expect(warnings.map(({ text }) => text).join('\n')).toContain('wrong password');
      expect(JSON.stringify(warnings)).not.toContain('hunter2');
    });

    test('A6: 20 streams are open at most: the oldest gives way', async () => {
      const streams = await Promise.all(Array.from({ length: 20 }, () => admin.listen()));
      const oneMore = await admin.listen();
      await Promise.race(streams.map(({ ended }) => ended));
      await oneMore.hears('figures', () => true);
      for (const stream of [...streams, oneMore]) stream.close();
    });
  });

  describe('Socket.IO’s own page', () => {
    const connect = (headers: Record<string, string>) =>
      io(`${app.url}/admin`, { path: '/socket.io', transports: ['websocket'], forceNew: true, extraHeaders: headers });

    test('A9: is shown in a session alone, under its own policy, and asks nothing of other sites', async () => {
      const refused = await ask(`${app.url}/admin/socketio/`, { headers: html });
      const file = await ask(`${app.url}/admin/socketio/js/app.0d7d7845.js`, { headers: html });
      expect([refused.status, file.status]).toEqual([401, 401]);
      const shown = await ask(`${app.url}/admin/socketio/`, { headers: { ...html, cookie: admin.cookie } });
      expect(shown.status).toBe(200);
      expect(shown.headers['content-security-policy']).toContain("default-src 'none'");
      expect(shown.headers['content-security-policy']).not.toMatch(/https?:/);
      expect(shown.body).not.toMatch(/(?:src|href)="?https?:/);
      const own = await page(admin.cookie);
      expect(own.headers['content-security-policy']).toContain("style-src 'self';");
    });

    test('A9: the namespace is refused without a session, from another site, and at the sign-out', async () => {
      for (const headers of [{}, { cookie: `madang-admin=${'x'.repeat(43)}` }]) {
        const socket = connect(headers);
        const [error] = (await once(socket as never, 'connect_error')) as [Error];
        socket.close();
        expect(error.message).toBe('admin:required');
      }
      const foreign = connect({ cookie: admin.cookie, origin: 'https://evil.example' });
      await once(foreign as never, 'connect_error');
      foreign.close();

      const own = createAdminClient(app.url, cookieIn(await logIn(app.url, PASSWORD, { from: '127.0.0.71' })));
      const socket = connect({ cookie: own.cookie });
      const [config] = (await once(socket as never, 'config')) as [{ supportedFeatures: string[] }];
      expect(config.supportedFeatures).toEqual(['AGGREGATED_EVENTS']);
      const isCut = once(socket as never, 'disconnect');
      await ask(`${app.url}/admin/logout`, { method: 'POST', headers: { Origin: app.url, cookie: own.cookie } });
      await isCut;
      socket.close();
    });
  });
});
