import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { CreateLimiter } from '../../src/server/limits/limits.ts';
import type { Identity } from '../../src/shared/page-data.ts';
import { createTickets } from '../../src/server/tickets/tickets.ts';
import { startApp, type RunningApp } from '../support/app.ts';
import { readPageData } from '../support/clients/page.ts';
import { connectPacket, openRawRoom, type RawRoom } from '../support/clients/raw-room.ts';
import { ask, type Answer } from '../support/clients/request.ts';

const SCHOOL = 300;

/** A few at a time, as browsers behind one router are. */
async function inTurns<T>(count: number, act: (index: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < count) results.push(await act(next++));
  };
  await Promise.all(Array.from({ length: 20 }, work));
  return results;
}

/** Counts for two minutes and not for ten seconds: a slow machine needs longer than that to ask so often. */
const patient: CreateLimiter = (options) => new RateLimiterMemory({ ...options, duration: 120 });

const statuses = (answers: readonly Answer[]): number[] => [...new Set(answers.map(({ status }) => status))].sort();

describe('limits per address', () => {
  let app: RunningApp;
  let rooms: RawRoom[] = [];
  beforeEach(async () => {
    app = await startApp({}, undefined, patient);
  });
  afterEach(async () => {
    for (const { socket } of rooms) socket.terminate();
    rooms = [];
    await app.close();
  });

  const openPageFrom = (from: string, room = 'red', headers: Record<string, string> = {}): Promise<Answer> =>
    ask(`${app.url}/${room}`, { from, headers });

  async function enter(from: string, ticket: string): Promise<string> {
    const room = await openRawRoom(app.wsUrl, { from });
    rooms.push(room);
    room.send(connectPacket(ticket));
    return Promise.race([room.heard('40'), room.heard('44')]);
  }

  const renew = (from: string, room: string, { resumeKey }: Identity): Promise<Answer> =>
    ask(`${app.url}/api/rooms/${room}/ticket`, {
      from,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ resumeKey }),
    });

  test('G11: a school of 300 behind one address opens its pages, is refused with tickets of another server, and gets in', async () => {
    const from = '127.0.0.2';
    const foreign = createTickets({ secret: 'of the server before the restart', now: Date.now });
    await inTurns(SCHOOL, async (index) => {
      const room = `class-${index % 40}`;
      const page = await openPageFrom(from, room);
      expect(page.status).toBe(200);
      const { identity } = readPageData(page.body);
      expect(await enter(from, foreign.issue(room, identity.resumeKey).ticket)).toContain('ticket:forged');
      const renewed = await renew(from, room, identity);
      expect(renewed.status).toBe(200);
      const { identity: fresh } = JSON.parse(renewed.body) as { identity: Identity };
      expect(await enter(from, fresh.ticket)).toMatch(/^40/);
    });
  }, 60_000);

  test('G11: more pages than that are refused with 429 and a hint when to come back; other addresses are served', async () => {
    const answers = await inTurns(450, () => openPageFrom('127.0.0.2'));
    const refused = answers.find(({ status }) => status === 429);

    expect(answers.filter(({ status }) => status === 200)).toHaveLength(400);
    expect(refused?.headers['retry-after']).toBe('10');
    expect(JSON.parse(refused?.body ?? '')).toEqual({ code: 'rate:limited' });
    expect((await openPageFrom('127.0.0.3')).status).toBe(200);
  }, 90_000);

  test('G11: the same holds for tickets and for farewells', async () => {
    const { identity } = readPageData((await openPageFrom('127.0.0.2')).body);
    const tickets = await inTurns(950, () => renew('127.0.0.2', 'red', identity));
    expect(statuses(tickets)).toEqual([200, 429]);
    expect((await renew('127.0.0.3', 'red', identity)).status).toBe(200);

    const url = `${app.url}/api/rooms/red/leave`;
    const farewells = await inTurns(950, () => ask(url, { from: '127.0.0.2', method: 'POST', body: '{}' }));
    expect(statuses(farewells)).toEqual([400, 429]);
  }, 90_000);

  test('G11: the same holds for polling handshakes', async () => {
    const shake = (from: string) => ask(`${app.url}/socket.io/?EIO=4&transport=polling`, { from });
    const answers = await inTurns(1300, () => shake('127.0.0.2'));

    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1200);
    expect(answers.find(({ status }) => status === 403)?.body).toContain('rate:limited');
    expect((await shake('127.0.0.3')).status).toBe(200);
  }, 90_000);

  test('G11: the same holds for other texts, and for what is not found', async () => {
    const paths = ['offline', 'a/b/c', 'api/version', 'open'];
    const answers = await inTurns(1300, (index) =>
      ask(`${app.url}/${paths[index % paths.length]}`, { from: '127.0.0.2' }),
    );
    expect(statuses(answers)).toEqual([200, 404, 429]);
    expect((await ask(`${app.url}/open`, { from: '127.0.0.3' })).status).toBe(200);
  }, 90_000);

  test('G13: an address whose connections flood is refused new ones, another is not', async () => {
    const flood = async (): Promise<void> => {
      const room = await openRawRoom(app.wsUrl, { from: '127.0.0.2' });
      for (let i = 0; i < 1600; i += 1) room.send('3');
      await room.closed;
    };
    await Promise.all(Array.from({ length: 20 }, flood));
    await expect(openRawRoom(app.wsUrl, { from: '127.0.0.2' })).rejects.toThrow('400');
    rooms.push(await openRawRoom(app.wsUrl, { from: '127.0.0.3' }));
  }, 90_000);

  test('G11: behind a proxy that nobody told us of no address is limited', async () => {
    const headers = { 'x-forwarded-for': '203.0.113.7' };
    const answers = await inTurns(500, () => openPageFrom('127.0.0.2', 'red', headers));
    expect(statuses(answers)).toEqual([200]);
  }, 90_000);

  test('G11: LIMITS=off turns them off', async () => {
    await app.close();
    app = await startApp({ areLimitsOn: false });
    const answers = await inTurns(500, () => openPageFrom('127.0.0.2'));
    expect(statuses(answers)).toEqual([200]);
  }, 90_000);

  test('G15: when all places are taken a connection that has not joined gives way; health tells the numbers', async () => {
    await app.close();
    app = await startApp({ maxSockets: 3 });
    const { identity } = readPageData((await openPageFrom('127.0.0.2')).body);
    const [joined, idle] = [await openRawRoom(app.wsUrl), await openRawRoom(app.wsUrl)];
    rooms.push(joined, idle, await openRawRoom(app.wsUrl));
    joined.send(connectPacket(identity.ticket));
    await joined.heard('40');
    joined.send('421["room:join",{"name":"Alice"}]');
    await joined.heard('431');

    rooms.push(await openRawRoom(app.wsUrl));
    await idle.closed;
    expect(joined.socket.readyState).toBe(joined.socket.OPEN);
    const health = JSON.parse((await ask(`${app.url}/healthz`)).body) as unknown;
    expect(health).toEqual({
      status: 'ok',
      sockets: { open: 3, limit: 3 },
      peerSockets: { open: 0, limit: 3 },
    });
  });
});

describe('limits where proxies are known', () => {
  let app: RunningApp;
  beforeEach(async () => {
    app = await startApp({ trustProxy: 1 }, undefined, patient);
  });
  afterEach(() => app.close());

  test('G11: each forwarded address has its own', async () => {
    const openPage = (from: string) => ask(`${app.url}/red`, { headers: { 'x-forwarded-for': from } });
    const answers = await inTurns(450, () => openPage('203.0.113.7'));

    expect(answers.filter(({ status }) => status === 200)).toHaveLength(400);
    expect((await openPage('203.0.113.8')).status).toBe(200);
    // What a visitor writes into the header himself does not count.
    expect((await openPage('203.0.113.9, 203.0.113.7')).status).toBe(429);
  }, 90_000);
});
