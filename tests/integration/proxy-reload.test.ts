import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { startApp, type RunningApp } from '../support/app.ts';
import { closeWebSocket, type RoomClient } from '../support/clients/room-client.ts';
import { createRoomClients } from '../support/clients/room-clients.ts';

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

/** What Caddy sends to the server for every WebSocket when it reloads, and also what a browser sends when a page is closed. */
const reloadProxy = (people: readonly RoomClient[]): void => {
  for (const person of people) closeWebSocket(person, 1001);
};

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
