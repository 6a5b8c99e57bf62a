import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startApp, type RunningApp } from '../support/app.ts';
import type { RoomClient } from '../support/clients/room-client.ts';
import { createRoomClients } from '../support/clients/room-clients.ts';

describe('a locked room', () => {
  let app: RunningApp;
  const people = createRoomClients(() => app.url);
  const { connect, enter } = people;
  beforeEach(async () => {
    app = await startApp();
  });
  afterEach(async () => {
    people.close();
    await app.close();
  });

  const lock = (by: RoomClient, isLocked = true) => by.request('room:lock', { isLocked });
  const knock = (by: RoomClient, name: string) => by.request('room:knock', { name });
  const idOf = ({ page }: RoomClient): string => page.identity.participantId;
  const answer = (by: RoomClient, to: RoomClient, isAdmitted: boolean) =>
    by.request('knock:answer', { id: idOf(to), isAdmitted });

  test('R8, R9: lets in whom somebody inside lets in', async () => {
    const alice = await enter('Alice');
    const carol = await connect();
    await lock(alice);
    expect(await carol.join('Carol')).toEqual({ ok: false, code: 'room:locked' });

    expect(await knock(carol, '  Carol ')).toEqual({ ok: true, value: { mayEnter: false } });
    const made = await alice.heard(({ type }) => type === 'knock:made');
    expect(made).toMatchObject({ knock: { id: idOf(carol), name: 'Carol' } });
    expect(await alice.request('room:resync')).toMatchObject({
      value: { isLocked: true, knocks: [{ name: 'Carol' }] },
    });

    expect(await answer(carol, carol, true)).toEqual({ ok: false, code: 'room:not-joined' });
    expect(await answer(alice, carol, true)).toEqual({ ok: true, value: null });
    expect(await answer(alice, carol, false)).toEqual({ ok: false, code: 'knock:gone' });
    await carol.heard(({ type }) => type === 'knock:ended');
    expect(await carol.join('Carol')).toMatchObject({ ok: true, value: { roster: { isLocked: true, knocks: [] } } });
  });

  test('R9: tells those inside when whoever knocked is gone, or takes it back', async () => {
    const alice = await enter('Alice');
    await lock(alice);
    const withdrawn = (client: RoomClient) =>
      alice.heard((fact) => fact.type === 'knock:ended' && fact.id === idOf(client) && fact.outcome === 'withdrawn');

    const carol = await connect();
    await knock(carol, 'Carol');
    carol.socket.close();
    await withdrawn(carol);

    const dave = await connect();
    await knock(dave, 'Dave');
    await dave.request('room:leave');
    await withdrawn(dave);
  });

  test('R8: keeps out of a room whoever is not in it', async () => {
    const alice = await enter('Alice');
    const lobby = await connect();
    const blue = await connect('blue');
    for (const outsider of [lobby, blue]) {
      expect(await lock(outsider)).toEqual({ ok: false, code: 'room:not-joined' });
    }
    await lock(alice);
    expect(await knock(blue, 'Mallory')).toEqual({ ok: true, value: { mayEnter: true } });
    expect(await alice.request('room:resync')).toMatchObject({ value: { knocks: [] } });
  });

  test('R8: opens for those who reload their page', async () => {
    const alice = await enter('Alice');
    const bob = await enter('Bob');
    await lock(alice);
    await bob.request('room:leave');
    await alice.heard(({ type }) => type === 'participant:left');
    const again = await connect(bob.page);
    expect(await again.join('Bob')).toMatchObject({ ok: true });
  });

  test('R10: after a restart with the same SECRET, those who were inside have their lock back at once', async () => {
    const inside = await enter('Alice');
    const before = await inside.request('room:join', { name: 'Alice' });
    const { page } = inside;
    const { membership } = (before as { value: { membership: string } }).value;
    await app.close();
    app = await startApp();

    const stranger = await enter('Mallory');
    const liar = await connect();
    await liar.request('room:join', { name: 'Liar', isLocked: true, membership });
    expect(await stranger.request('room:resync')).toMatchObject({ value: { isLocked: false } });
    const alice = await connect(page);
    await alice.request('room:join', { name: 'Alice', isLocked: true, membership });
    await stranger.heard((fact) => fact.type === 'room:lock-changed' && fact.isLocked);
    expect(await (await connect()).join('Dave')).toEqual({ ok: false, code: 'room:locked' });
  });

  test('R10: after a restart without SECRET the word of those who come back is enough, for others it is not', async () => {
    await app.close();
    app = await startApp({ secret: null });
    const alice = await connect();
    await alice.request('room:join', { name: 'Alice', isLocked: true });
    const bob = await connect();
    expect(await bob.request('room:join', { name: 'Bob', isLocked: true })).toMatchObject({ ok: true });
    expect(await (await connect()).join('Dave')).toEqual({ ok: false, code: 'room:locked' });
  });
});
