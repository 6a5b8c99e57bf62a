import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startApp, type RunningApp } from '../support/app.ts';
import { closeWebSocket, type RoomClient } from '../support/clients/room-client.ts';
import { createRoomClients } from '../support/clients/room-clients.ts';

let app: RunningApp;
const people = createRoomClients(() => app.url);
const { connect, enter } = people;
afterEach(async () => {
  people.close();
  await app.close();
});

describe('the end of one connection', () => {
  beforeEach(async () => {
    app = await startApp({ graceMs: 1200 });
  });

  test('R5: a participant whose socket drops keeps their place for the grace time', async () => {
    const alice = await enter('Alice');
    const bob = await enter('Bob');
    const id = bob.page.identity.participantId;
    bob.socket.close();
    expect(await alice.heard(({ type }) => type === 'participant:changed')).toMatchObject({
      participant: { id, presence: 'away' },
    });

    await enter('Bob', bob.page);
    expect(
      await alice.heard((fact) => fact.type === 'participant:changed' && fact.participant.presence === 'here'),
    ).toMatchObject({ participant: { id, seq: 2 } });
  });

  test('R5: a participant who does not come back is lost', async () => {
    const alice = await enter('Alice');
    const bob = await enter('Bob');
    const gone = once(bob.socket.io.engine as never, 'close');
    bob.socket.io.engine.close();
    await gone;

    expect(await alice.heard(({ type }) => type === 'participant:left')).toMatchObject({
      id: bob.page.identity.participantId,
      reason: 'lost',
    });
  });

  test.each([
    [1001, ''],
    [1001, 'proxy restarting'],
    [1000, ''],
    [1006, ''],
  ])('G7: a connection that ends with %i "%s" is not a farewell', async (code, reason) => {
    const alice = await enter('Alice');
    const bob = await enter('Bob');
    closeWebSocket(bob, code, reason);

    expect(await alice.heard(({ type }) => type === 'participant:changed')).toMatchObject({
      participant: { presence: 'away' },
    });
  });

  test('G7: a connection that ends after its page said that it closes is a leave, unless it said that it stays', async () => {
    const alice = await enter('Alice');
    const bob = await enter('Bob');
    const carol = await enter('Carol');
    for (const isClosing of [true, false]) await bob.request('room:closing', { isClosing });
    await carol.request('room:closing', { isClosing: true });
    closeWebSocket(bob, 1001, '');
    closeWebSocket(carol, 1001, '');

    expect(await alice.heard(({ type }) => type === 'participant:changed')).toMatchObject({
      participant: { name: 'Bob', presence: 'away' },
    });
    expect(await alice.heard(({ type }) => type === 'participant:left')).toMatchObject({
      id: carol.page.identity.participantId,
      reason: 'left',
    });
    expect(await alice.request('room:closing', { isClosing: 'soon' })).toEqual({ ok: false, code: 'payload:invalid' });
  });

  test('G7: whoever joins again on a connection that was to close has not said that it closes', async () => {
    const alice = await enter('Alice');
    const bob = await enter('Bob');
    await bob.request('room:closing', { isClosing: true });
    await bob.request('room:leave');
    await bob.join('Bob');
    closeWebSocket(bob, 1001, '');
    expect(await alice.heard(({ type }) => type === 'participant:changed')).toMatchObject({
      participant: { name: 'Bob', presence: 'away' },
    });
  });
});

/** What Caddy sends to the server for every WebSocket when it reloads, and also what a browser sends when a page is closed. */
const reloadProxy = (people: readonly RoomClient[]): void => {
  for (const person of people) closeWebSocket(person, 1001);
};

describe('a proxy that reloads', () => {
  beforeEach(async () => {
    app = await startApp();
  });

  test('G7: a proxy that reloads, and closes with 1001 and no reason, makes nobody leave and opens no lock', async () => {
    const alice = await enter('Alice');
    const [bob, carol] = [await enter('Bob'), await enter('Carol')];
    await alice.request('room:lock', { isLocked: true });

    reloadProxy([bob, carol]);
    for (const { page } of [bob, carol]) {
      const id = page.identity.participantId;
      await alice.heard((fact) => fact.type === 'participant:changed' && fact.participant.id === id);
    }
    await enter('Carol', carol.page);
    await enter('Bob', bob.page);

    expect(await alice.request('room:resync')).toMatchObject({
      ok: true,
      value: {
        isLocked: true,
        participants: ['Alice', 'Bob', 'Carol'].map((name, index) => ({ name, seq: index + 1, presence: 'here' })),
      },
    });
    expect(alice.facts.filter(({ type }) => type === 'participant:left')).toEqual([]);
  });

  test('G7: a room whose people are all behind the proxy that reloads is still there, and locked', async () => {
    const [bob, carol] = [await enter('Bob'), await enter('Carol')];
    await bob.request('room:lock', { isLocked: true });
    await carol.heard(({ type }) => type === 'room:lock-changed');
    const gone = [bob, carol].map(({ socket }) => new Promise((resolve) => socket.once('disconnect', resolve)));
    reloadProxy([bob, carol]);
    await Promise.all(gone);

    const stranger = await connect();
    expect(await stranger.join('Mallory')).toEqual({ ok: false, code: 'room:locked' });
    await enter('Bob', bob.page);
  });
});
