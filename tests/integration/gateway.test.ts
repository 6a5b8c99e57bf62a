import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createTickets, TICKET_LIFETIME_MS } from '../../src/server/tickets/tickets.ts';
import { startApp, TEST_SECRET, type RunningApp } from '../support/app.ts';
import { openPage } from '../support/clients/page.ts';
import { namesIn, refusalOf, type RoomClient } from '../support/clients/room-client.ts';
import { createRoomClients } from '../support/clients/room-clients.ts';

describe('the gateway', () => {
  let app: RunningApp;
  const people = createRoomClients(() => app.url);
  const { connect, enter } = people;
  beforeEach(async () => {
    app = await startApp({ roomCapacity: 3 });
  });
  afterEach(async () => {
    people.close();
    await app.close();
  });

  describe('a handshake', () => {
    test('G1: works over a WebSocket alone', async () => {
      const client = await connect();
      expect(client.socket.io.engine.transport.name).toBe('websocket');
    });

    test('G1: is refused with a code', async () => {
      const { ticket } = (await openPage(app.url, 'red')).identity;
      const old = createTickets({ secret: TEST_SECRET, now: () => Date.now() - TICKET_LIFETIME_MS - 1 });
      const foreign = createTickets({ secret: 'of another server', now: Date.now });

      expect(await refusalOf(app.url, {})).toBe('ticket:missing');
      expect(await refusalOf(app.url, { ticket: { $ne: null } })).toBe('ticket:missing');
      expect(await refusalOf(app.url, { ticket: 'hello' })).toBe('ticket:malformed');
      expect(await refusalOf(app.url, { ticket: `${ticket}x` })).toBe('ticket:forged');
      expect(await refusalOf(app.url, { ticket: foreign.issue('red').ticket })).toBe('ticket:forged');
      expect(await refusalOf(app.url, { ticket: old.issue('red').ticket })).toBe('ticket:expired');
    });
  });

  test('G2, G6: a lobby hears of the room without being in it', async () => {
    const lobby = await connect();
    const alice = await enter('Alice');
    await lobby.heard(({ type }) => type === 'participant:joined');
    await alice.request('participant:rename', { name: 'Ally' });
    await lobby.heard(({ type }) => type === 'participant:changed');
    await alice.request('room:leave');
    await lobby.heard(({ type }) => type === 'participant:left');

    expect(lobby.facts).toMatchObject([
      { type: 'participant:joined', participant: { name: 'Alice', seq: 1 } },
      { type: 'participant:changed', participant: { name: 'Ally' } },
      { type: 'participant:left', id: alice.page.identity.participantId, reason: 'left' },
    ]);
  });

  test('R2: joining answers with oneself and the roster, and tells the others', async () => {
    const alice = await enter('Alice');
    const bob = await connect();
    const joined = await bob.join('  Bob \u202e ');

    expect(joined).toMatchObject({ ok: true, value: { self: { seq: 2, name: 'Bob', presence: 'here' } } });
    expect(joined.ok && namesIn(joined.value.roster)).toEqual(['Alice', 'Bob']);
    expect(await alice.heard((fact) => fact.type === 'participant:joined' && fact.participant.seq === 2)).toMatchObject(
      {
        participant: { name: 'Bob' },
      },
    );
  });

  test('R3: the one too many is refused', async () => {
    await Promise.all(['Alice', 'Bob', 'Carol'].map((name) => enter(name)));
    const dave = await connect();

    expect(await dave.join('Dave')).toEqual({ ok: false, code: 'room:full' });
  });

  test('R4: the roster can be asked for again', async () => {
    const alice = await enter('Alice');
    expect(await alice.request('room:resync')).toMatchObject({
      ok: true,
      value: { participants: [{ name: 'Alice' }] },
    });
  });

  test('R6: a second socket of the same participant replaces the first', async () => {
    const alice = await enter('Alice');
    const first = await enter('Bob');
    const replaced = once(first.socket as never, 'session:replaced');
    const closed = once(first.socket as never, 'disconnect');
    const second = await enter('Bob', first.page);
    await replaced;
    await closed;

    expect(await second.request('room:resync')).toMatchObject({
      value: { participants: [{ name: 'Alice' }, { name: 'Bob', presence: 'here' }] },
    });
    expect(alice.facts.filter(({ type }) => type !== 'participant:joined')).toEqual([]);
  });

  test('R7: leaving twice, and leaving without having joined, is fine', async () => {
    const alice = await connect();
    expect(await alice.request('room:leave')).toEqual({ ok: true, value: null });
    await alice.join('Alice');
    expect(await alice.request('room:leave')).toEqual({ ok: true, value: null });
    expect(await alice.request('room:leave')).toEqual({ ok: true, value: null });
    expect(await alice.join('Alice')).toMatchObject({ ok: true });
  });

  test('renaming is for those who have joined', async () => {
    const alice = await connect();
    expect(await alice.request('participant:rename', { name: 'Ally' })).toEqual({ ok: false, code: 'room:not-joined' });
  });

  test('T7: a second socket of the same ticket changes nothing before it joins', async () => {
    const alice = await enter('Alice');
    const bob = await enter('Bob');
    await alice.request('room:lock', { isLocked: true });
    const carol = await connect();
    await carol.request('room:knock', { name: 'Carol' });
    const second = await connect(bob.page);
    const refused = { ok: false, code: 'room:not-joined' };

    expect(await second.request('participant:rename', { name: 'Somebody else' })).toEqual(refused);
    expect(await second.request('room:lock', { isLocked: false })).toEqual(refused);
    expect(await second.request('knock:answer', { id: carol.page.identity.participantId, isAdmitted: true })).toEqual(
      refused,
    );
    expect(await second.request('room:resync')).toMatchObject({
      value: { isLocked: true, participants: [{ name: 'Alice' }, { name: 'Bob' }], knocks: [{ name: 'Carol' }] },
    });
  });

  test('T7: after leaving, by request or by the farewell of the page, nothing can be signalled any more', async () => {
    const alice = await enter('Alice');
    const bob = await enter('Bob');
    const signal = (from: RoomClient, to: RoomClient) =>
      from.request('link:signal', {
        to: to.page.identity.participantId,
        callId: 'mc_1',
        signal: { type: 'redial' },
      });
    expect(await signal(bob, alice)).toEqual({ ok: true, value: null });
    const farewell = await fetch(`${app.url}/api/rooms/red/leave`, {
      method: 'POST',
      body: JSON.stringify({ ticket: bob.page.identity.ticket, session: bob.socket.id }),
    });
    expect(farewell.status).toBe(204);

    expect(await signal(bob, alice)).toEqual({ ok: false, code: 'room:not-joined' });
    expect(await signal(alice, bob)).toEqual({ ok: false, code: 'participant:unknown' });
  });

  test.each([
    ['room:join'],
    ['room:join', null],
    ['room:join', 'Alice'],
    ['room:join', { name: 42 }],
    ['room:join', { name: 'x'.repeat(500) }],
    ['room:join', [{ name: 'Alice' }]],
    ['room:join', { name: 'Alice', isLocked: 'yes' }],
    ['participant:rename', {}],
    ['room:lock', {}],
    ['room:lock', { isLocked: 1 }],
    ['room:knock', { name: null }],
    ['knock:answer', { id: 'alice', isAdmitted: true }],
    ['knock:answer', { isAdmitted: true }],
    ['no:such-event', { name: 'Alice' }],
    ['constructor', {}],
    ['__proto__', {}],
  ])('G3: %s %j is answered with payload:invalid', async (event, ...payload) => {
    const alice = await connect();
    expect(await alice.request(event, ...payload)).toEqual({ ok: false, code: 'payload:invalid' });
  });

  test('G4: a payload that is too large is refused, one far too large cuts the connection', async () => {
    const alice = await connect();
    expect(await alice.request('room:join', { name: 'x'.repeat(70_000) })).toEqual({
      ok: false,
      code: 'payload:too-large',
    });

    const cut = once(alice.socket as never, 'disconnect');
    alice.socket.emit('room:join', { name: 'x'.repeat(200_000) }, () => undefined);
    await cut;
  });

  test('G5: too many requests are refused, and a flood is cut', async () => {
    const alice = await connect();
    const answers = await Promise.all(Array.from({ length: 60 }, () => alice.request('room:resync')));
    expect(answers.filter((answer) => answer.ok).length).toBeLessThan(50);
    expect(answers.at(-1)).toEqual({ ok: false, code: 'rate:limited' });

    const cut = once(alice.socket as never, 'disconnect');
    for (let index = 0; index < 500; index += 1) alice.socket.emit('room:resync', () => undefined);
    await cut;
  });

  describe('G8: a signal', () => {
    const redial = { type: 'redial' };

    test('reaches the other participant, with its sender', async () => {
      const alice = await enter('Alice');
      const bob = await enter('Bob');
      const heard = once(alice.socket as never, 'link:signalled');
      const candidate = { candidate: 'candidate:1', sdpMid: '0', sdpMLineIndex: 0, usernameFragment: null };
      const to = alice.page.identity.participantId;
      const answer = await bob.request('link:signal', {
        to,
        from: 'somebody else',
        callId: 'mc_1',
        signal: { type: 'candidate', candidate, extra: 1 },
      });

      expect(answer).toEqual({ ok: true, value: null });
      expect(await heard).toEqual([
        { from: bob.page.identity.participantId, callId: 'mc_1', signal: { type: 'candidate', candidate } },
      ]);
    });

    test('is refused from and to those who have not joined, have left, or are elsewhere', async () => {
      const alice = await enter('Alice');
      const lurker = await connect();
      const blue = await enter('Blue', 'blue');
      const idOf = ({ page }: RoomClient): string => page.identity.participantId;
      const signal = (from: RoomClient, to: RoomClient) =>
        from.request('link:signal', { to: idOf(to), callId: 'mc_1', signal: redial });

      expect(await signal(lurker, alice)).toEqual({ ok: false, code: 'room:not-joined' });
      expect(await signal(alice, lurker)).toEqual({ ok: false, code: 'participant:unknown' });
      expect(await signal(blue, alice)).toEqual({ ok: false, code: 'participant:unknown' });
      expect(await signal(alice, alice)).toEqual({ ok: false, code: 'participant:unknown' });

      const bob = await enter('Bob');
      await bob.request('room:leave');
      expect(await signal(alice, bob)).toEqual({ ok: false, code: 'participant:unknown' });
      expect(await signal(bob, alice)).toEqual({ ok: false, code: 'room:not-joined' });
    });

    test.each([
      [{}],
      [{ to: 'x', callId: 'mc_1', signal: redial }],
      [{ callId: '<script>', signal: redial }],
      [{ callId: 'mc_1', signal: { type: 'description', round: 1, description: { type: 'rollback', sdp: '' } } }],
      [{ callId: 'mc_1', signal: { type: 'description', round: 0.5, description: { type: 'offer', sdp: '' } } }],
      [{ callId: 'mc_1', signal: { type: 'candidate', candidate: { candidate: 'x'.repeat(5000) } } }],
      [{ callId: 'mc_1', signal: { type: 'ice-facts', facts: { servers: ['203.0.113.1'], found: ['host'] } } }],
    ])('is refused when it makes no sense: %j', async (change) => {
      const alice = await enter('Alice');
      const bob = await enter('Bob');
      const payload = { to: alice.page.identity.participantId, ...change };
      expect(await bob.request('link:signal', payload)).toEqual({ ok: false, code: 'payload:invalid' });
    });

    test('has a rate of its own', async () => {
      const alice = await enter('Alice');
      const bob = await enter('Bob');
      const to = alice.page.identity.participantId;
      const send = () => bob.request('link:signal', { to, callId: 'mc_1', signal: redial });
      const first = await Promise.all(Array.from({ length: 250 }, send));
      expect(first.every(({ ok }) => ok)).toBe(true);
      const more = await Promise.all(Array.from({ length: 150 }, send));
      expect(more.at(-1)).toEqual({ ok: false, code: 'rate:limited' });
      expect(await bob.request('room:resync')).toMatchObject({ ok: true });
    });
  });
});
