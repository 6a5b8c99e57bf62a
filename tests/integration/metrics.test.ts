import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { inProject } from '../../src/build/paths.ts';
import { startApp, type RunningApp } from '../support/app.ts';
import { createRoomClients } from '../support/clients/room-clients.ts';

const TOKEN = 'a token of forty characters, for tests';

test('without METRICS_TOKEN there are no metrics, and pages report nothing', async () => {
  const app = await startApp();
  expect((await request(app.server).get('/metrics').set('Accept', 'text/html')).status).not.toBe(401);
  expect((await request(app.server).get('/standup')).text).toContain('"wantsReports":false');
  await app.close();
});

describe('metrics', () => {
  let app: RunningApp;
  beforeAll(async () => {
    app = await startApp({ metricsToken: TOKEN, roomCapacity: 2 });
  });
  afterAll(() => app.close());
  const clients = createRoomClients(() => app.url);
  afterEach(() => clients.close());

  const ask = () => request(app.server).get('/metrics');
  const read = async (): Promise<string> => (await ask().set('Authorization', `Bearer ${TOKEN}`)).text;
  /** The value of one line. */
  const valueOf = (text: string, line: string): number | null => {
    const found = text.split('\n').find((each) => each.startsWith(`${line} `));
    return found === undefined ? null : Number(found.slice(line.length + 1));
  };

  test.each(['', 'Bearer ', 'Bearer another', `Basic ${TOKEN}`])('are told to nobody who says "%s"', async (given) => {
    const answer = await ask().set('Authorization', given);
    expect(answer.status).toBe(401);
    expect(answer.headers['www-authenticate']).toBe('Bearer realm="metrics"');
    expect(answer.text).not.toContain('madang_');
  });

  test('count people, rooms, connections, answers and refusals', async () => {
    await clients.enter('Alice', 'red');
    await clients.enter('Bob', 'red');
    const late = await clients.connect('red');
    expect(await late.join('Carol')).toMatchObject({ code: 'room:full' });

    const text = await read();
    expect(valueOf(text, 'madang_rooms')).toBe(1);
    expect(valueOf(text, 'madang_participants')).toBe(2);
    expect(valueOf(text, 'madang_sockets{server="rooms"}')).toBe(3);
    expect(valueOf(text, 'madang_request_seconds_count{event="room:join",outcome="ok"}')).toBe(2);
    expect(valueOf(text, 'madang_request_seconds_count{event="room:join",outcome="room:full"}')).toBe(1);
    expect(valueOf(text, 'process_resident_memory_bytes')).toBeGreaterThan(1e7);
  });

  test('know only the names of events that the server has', async () => {
    const client = await clients.connect('red');
    await client.request('made:up', {});
    expect(await read()).not.toContain('made:up');
  });

  test('add up what pages say of their links, until they leave', async () => {
    const client = await clients.enter('Alice', 'blue');
    await client.request('room:report', { live: 2, connecting: 0, mending: 0, failed: 4 });
    const text = await read();
    expect(valueOf(text, 'madang_links{state="failed"}')).toBe(2);
    await client.request('room:leave');
    expect(valueOf(await read(), 'madang_links{state="failed"}')).toBe(0);
  });

  test('have every name that the dashboard and the alerts use', async () => {
    const text = await read();
    const known = new Set([...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name));
    // A process without Redis does not have this one.
    known.add('madang_redis_up');
    for (const file of ['grafana.json', 'alerts.yml']) {
      const used =
        readFileSync(inProject(`deploy/monitoring/${file}`), 'utf8').match(/\b(?:madang|process)_[a-z_]+/g) ?? [];
      expect(used.length).toBeGreaterThan(5);
      const unknown = used.filter((name) => !known.has(name.replace(/_(?:bucket|count|sum)$/, '')));
      expect(unknown).toEqual([]);
    }
  });
});
