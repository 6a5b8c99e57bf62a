import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startApp, type RunningApp } from '../../support/app.ts';
import { createRoomClients } from '../../support/clients/room-clients.ts';
import { told, type RoomClient } from '../../support/clients/room-client.ts';

const DONE = { ok: true, value: null };
const FOR_HOSTS = { ok: false, code: 'host:required' };

describe('hosts', () => {
  let app: RunningApp;
  const people = createRoomClients(() => app.url);
  const { connect, enter } = people;
  const idOf = ({ page }: RoomClient): string => page.identity.participantId;
  const keyOf = async (host: RoomClient): Promise<string> =>
    ((await host.request('host:keep')) as { value: { key: string } }).value.key;

  beforeEach(async () => {
    app = await startApp();
  });
  afterEach(async () => {
    people.close();
    await app.close();
  });

  test('H1: the first who enters is one, makes another one, and resigns', async () => {
    const alice = await enter('Alice');
    const bob = await enter('Bob');
    expect(await bob.request('host:appoint', { id: idOf(bob), isHost: true })).toEqual(FOR_HOSTS);
    expect(await alice.request('host:appoint', { id: idOf(bob), isHost: true })).toEqual(DONE);
    const changed = await bob.heard(({ type }) => type === 'participant:changed');
    expect(changed).toMatchObject({ participant: { name: 'Bob', isHost: true } });
    expect(await alice.request('host:appoint', { id: idOf(alice), isHost: false })).toEqual(DONE);
    expect(await bob.request('room:resync')).toMatchObject({
      value: { participants: [{ name: 'Alice' }, { name: 'Bob', isHost: true }] },
    });
    expect(await alice.request('room:end')).toEqual(FOR_HOSTS);
  });

  test('H1, T7: nobody else can do what is for hosts, from inside, from the lobby or from another room', async () => {
    const alice = await enter('Alice');
    const bob = await enter('Bob');
    const lobby = await connect();
    const twin = await connect(alice.page);
    const blue = await enter('Carol', 'blue');
    const requests: [string, unknown][] = [
      ['room:change-settings', { doorkeepers: 'hosts' }],
      ['room:change-settings', { passcode: '1234' }],
      ['host:appoint', { id: idOf(bob), isHost: true }],
      ['host:keep', null],
      ['participant:remove', { id: idOf(alice) }],
      ['participant:ask', { id: idOf(alice), wish: 'mute' }],
      ['room:end', null],
    ];
    for (const [event, payload] of requests) {
      expect([event, await bob.request(event, payload)]).toEqual([event, FOR_HOSTS]);
      for (const outsider of [lobby, twin]) {
        expect([event, await outsider.request(event, payload)]).toEqual([
          event,
          { ok: false, code: 'room:not-joined' },
        ]);
      }
    }
    for (const event of ['participant:remove', 'participant:ask', 'host:appoint']) {
      const payload = { id: idOf(alice), wish: 'mute', isHost: true };
      expect(await blue.request(event, payload)).toEqual({ ok: false, code: 'participant:unknown' });
    }
    expect(await alice.request('room:resync')).toMatchObject({ value: { participants: [{}, {}] } });
  });

  test('H3: everybody may lock until a host says otherwise; what hosts set is told to all', async () => {
    const alice = await enter('Alice');
    const bob = await enter('Bob');
    expect(await bob.request('room:lock', { isLocked: true })).toEqual(DONE);
    expect(await alice.request('room:change-settings', { doorkeepers: 'hosts', isMutedOnEntry: true })).toEqual(DONE);
    const changed = await bob.heard(({ type }) => type === 'room:settings-changed');
    expect(changed).toMatchObject({ settings: { doorkeepers: 'hosts', isMutedOnEntry: true }, by: idOf(alice) });

    const carol = await connect();
    await carol.request('room:knock', { name: 'Carol' });
    for (const [event, payload] of [
      ['room:lock', { isLocked: false }],
      ['knock:answer', { id: idOf(carol), isAdmitted: true }],
    ] as const) {
      expect(await bob.request(event, payload)).toEqual(FOR_HOSTS);
      expect(await alice.request(event, payload)).not.toEqual(FOR_HOSTS);
    }
  });

  test('H3: a room holds no more than its hosts, and the server, say', async () => {
    const alice = await enter('Alice');
    await enter('Bob');
    expect(await alice.request('room:change-settings', { capacity: 9 })).toEqual({
      ok: false,
      code: 'payload:invalid',
    });
    expect(await alice.request('room:change-settings', { capacity: 2 })).toEqual(DONE);
    expect(await (await connect()).join('Carol')).toEqual({ ok: false, code: 'room:full' });
  });

  test.each([
    [{ title: 'x' }],
    [{ doorkeepers: 'nobody' }],
    [{ passcode: '123' }],
    [{ passcode: '   1   ' }],
    [{ capacity: 1 }],
    [{ capacity: 2.5 }],
    [{ listing: { title: 'x'.repeat(500), topic: '' } }],
    [JSON.parse('{"__proto__":{"isHost":true},"constructor":{"prototype":{"isHost":true}}}') as object],
  ])('G3, H3: settings of another form change nothing: %j', async (change) => {
    const alice = await enter('Alice');
    await alice.request('room:change-settings', change);
    const { value } = (await alice.request('room:resync')) as { value: object };
    expect(value).not.toHaveProperty('settings');
    expect(({} as { isHost?: boolean }).isHost).toBeUndefined();
  });

  test('H11: a host asks somebody, and only they hear of it', async () => {
    const alice = await enter('Alice');
    const bob = await enter('Bob');
    const carol = await enter('Carol');
    const heardByCarol: unknown[] = [];
    carol.socket.on('participant:asked', (fact) => heardByCarol.push(fact));
    const telling = told(bob, 'participant:asked');
    await alice.request('participant:ask', { id: idOf(bob), wish: 'mute' });
    const asked = await telling;
    expect(asked).toEqual({ by: idOf(alice), wish: 'mute' });
    expect(heardByCarol).toEqual([]);
    expect(await alice.request('participant:ask', { id: idOf(bob), wish: 'dance' })).toMatchObject({ ok: false });
  });

  test('H6: ends the room for all; who missed it is told once, and a fresh room has nothing of the old one', async () => {
    const alice = await enter('Alice');
    const bob = await enter('Bob');
    await alice.request('room:change-settings', { doorkeepers: 'hosts', passcode: '1234' });
    const carol = await connect();
    expect(await carol.request('room:join', { name: 'Carol', passcode: '1234' })).toMatchObject({ ok: true });
    carol.socket.close();
    await bob.heard((fact) => fact.type === 'participant:changed' && fact.participant.presence === 'away');
    expect(await alice.request('room:end')).toEqual(DONE);
    await bob.heard((fact) => fact.type === 'participant:left' && fact.id === idOf(bob) && fact.reason === 'ended');

    const back = await connect(carol.page);
    expect(await back.join('Carol')).toEqual({ ok: false, code: 'room:ended' });
    const again = await bob.join('Bob');
    expect(again).toMatchObject({ ok: true, value: { self: { isHost: true }, roster: { isLocked: false } } });
    expect(again).not.toHaveProperty('value.roster.settings');
    expect(await back.join('Carol')).toMatchObject({ ok: true });
  });

  test('H7: the key makes a host on any day, and passes lock and passcode', async () => {
    const alice = await enter('Alice');
    const key = await keyOf(alice);
    alice.socket.close();
    await app.close();
    app = await startApp();

    const bob = await enter('Bob');
    await bob.request('room:change-settings', { passcode: 'open sesame' });
    await bob.request('room:lock', { isLocked: true });
    const back = await connect();
    const joined = await back.request('room:join', { name: 'Alice', hostKey: key });
    expect(joined).toMatchObject({ ok: true, value: { self: { isHost: true } } });
    expect(await bob.request('participant:remove', { id: idOf(back) })).toEqual(FOR_HOSTS);
    expect(await bob.request('host:appoint', { id: idOf(back), isHost: false })).toEqual(FOR_HOSTS);
    expect(await back.request('participant:remove', { id: idOf(bob) })).toEqual(DONE);
  });

  test('H7, H9: a key of another room, and a guessed one, are refused; guessing is limited', async () => {
    const key = await keyOf(await enter('Alice'));
    const blue = await enter('Bob', 'blue');
    const codes: string[] = [];
    for (let client = 0; client < 4; client += 1) {
      const mallory = await connect('blue');
      for (const hostKey of [key, ...Array.from({ length: 17 }, (_, index) => `${index}`.padStart(43, 'x'))]) {
        const answer = await mallory.request('room:join', { name: 'Mallory', hostKey });
        codes.push(answer.ok ? 'ok' : answer.code);
      }
    }
    expect(codes[0]).toBe('host:wrong-key');
    expect([...new Set(codes)].sort()).toEqual(['host:wrong-key', 'passcode:too-many']);
    expect(await blue.request('room:resync')).toMatchObject({ value: { participants: [{ name: 'Bob' }] } });
  });

  test('H7: without SECRET a key ends with the process, and says so', async () => {
    await app.close();
    app = await startApp({ secret: null });
    const kept = await (await enter('Alice')).request('host:keep');
    expect(kept).toMatchObject({ ok: true, value: { isLasting: false } });
    await app.close();
    app = await startApp({ secret: null });
    const { key } = (kept as { value: { key: string } }).value;
    const late = await connect();
    expect(await late.request('room:join', { name: 'Alice', hostKey: key })).toEqual({
      ok: false,
      code: 'host:wrong-key',
    });
  });

  test('H10: after a restart those who were hosts are hosts, and who came first meanwhile is none', async () => {
    const alice = await enter('Alice');
    const bob = await enter('Bob');
    const telling = told(bob, 'membership:renewed');
    await alice.request('room:change-settings', { doorkeepers: 'hosts', passcode: 'open sesame' });
    const renewed = await telling;
    const { membership } = renewed as { membership: string };
    await app.close();
    app = await startApp();

    const stranger = await enter('Mallory');
    const back = await connect(bob.page);
    const joined = await back.request('room:join', { name: 'Bob', membership });
    expect(joined).toMatchObject({
      ok: true,
      value: { roster: { settings: { doorkeepers: 'hosts', hasPasscode: true } } },
    });
    expect(await stranger.request('room:lock', { isLocked: true })).toEqual(FOR_HOSTS);
    expect(await (await connect()).join('Dave')).toEqual({ ok: false, code: 'passcode:needed' });
    const host = await connect(alice.page);
    expect(await host.request('room:join', { name: 'Alice', passcode: 'open sesame' })).toMatchObject({
      ok: true,
      value: { self: { isHost: true } },
    });
  });
});
