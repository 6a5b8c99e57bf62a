import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { PageData } from '../../src/shared/page-data.ts';
import type { Roster } from '../../src/shared/protocol.ts';
import { startApp, type RunningApp } from '../support/app.ts';
import { openPage } from '../support/clients/page.ts';
import { namesIn, type RoomClient } from '../support/clients/room-client.ts';
import { createRoomClients } from '../support/clients/room-clients.ts';

describe('a room that is locked or full, from outside', () => {
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

  const nextRoster = ({ socket }: RoomClient): Promise<Roster> =>
    new Promise((resolve) => socket.once('room:roster', resolve));

  const seenBy = async (client: RoomClient): Promise<Roster> => {
    const answer = await client.request('room:resync');
    if (!answer.ok) throw new Error(answer.code);
    return answer.value as Roster;
  };

  async function renew({ page }: RoomClient): Promise<Roster> {
    const response = await fetch(`${app.url}/api/rooms/red/ticket`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ resumeKey: page.identity.resumeKey }),
    });
    return ((await response.json()) as { roster: Roster }).roster;
  }

  test('R12: its page, its ticket endpoint and its sockets tell strangers a number and no names', async () => {
    const alice = await enter('Alice');
    const lobby = await connect();
    const told = nextRoster(lobby);
    await alice.request('room:lock', { isLocked: true });

    const outside = { participants: [], isLocked: true, knocks: [], unseen: 1 };
    expect(await told).toMatchObject(outside);
    expect((await openPage(app.url, 'red')).roster).toMatchObject(outside);
    expect(await renew(lobby)).toMatchObject(outside);
    expect(await seenBy(lobby)).toMatchObject(outside);
    expect(await seenBy(await connect())).toMatchObject(outside);
  });

  test('R12: strangers cannot tell that something happens inside, not even by the revision', async () => {
    const alice = await enter('Alice');
    const bob = await enter('Bob');
    await alice.request('room:lock', { isLocked: true });
    const lobby = await connect();
    const before = await seenBy(lobby);

    await alice.request('participant:rename', { name: 'Ally' });
    await (await connect()).request('room:knock', { name: 'Carol' });
    expect(await seenBy(lobby)).toEqual(before);
    const told = nextRoster(lobby);
    await bob.request('room:leave');
    expect(await told).toMatchObject({ participants: [], unseen: 1 });
    expect(lobby.facts).toEqual([]);
  });

  test('R12: a visitor hears the answer to their own knock, and nobody else’s', async () => {
    const alice = await enter('Alice');
    await alice.request('room:lock', { isLocked: true });
    const [carol, dave] = [await connect(), await connect()];
    for (const visitor of [carol, dave]) await visitor.request('room:knock', { name: 'Visitor' });
    for (const { page } of [dave, carol]) {
      await alice.request('knock:answer', { id: page.identity.participantId, isAdmitted: true });
    }
    await carol.heard(({ type }) => type === 'knock:ended');
    expect(carol.facts).toMatchObject([{ type: 'knock:ended', id: carol.page.identity.participantId }]);
    expect(await carol.join('Carol')).toMatchObject({ ok: true, value: { roster: { isLocked: true } } });
    expect(namesIn(await seenBy(carol))).toEqual(['Alice', 'Carol']);
  });

  test('R12: a full room shows its people again when there is a free place', async () => {
    await enter('Alice');
    const bob = await enter('Bob');
    const lobby = await connect();
    const full = nextRoster(lobby);
    await enter('Carol');
    expect(await full).toMatchObject({ participants: [], isLocked: false, unseen: 3 });

    const open = nextRoster(lobby);
    await bob.request('room:leave');
    expect(namesIn(await open)).toEqual(['Alice', 'Carol']);
    await enter('Dave');
    expect(await seenBy(lobby)).toMatchObject({ participants: [], unseen: 3 });
  });

  test('R12: somebody inside hears everything, and sees it on a page they reload', async () => {
    const alice = await enter('Alice');
    const bob = await enter('Bob');
    await alice.request('room:lock', { isLocked: true });
    bob.socket.close();
    const again = await connect(bob.page);
    expect(namesIn(await renew(bob))).toEqual(['Alice', 'Bob']);
    expect(namesIn(await seenBy(again))).toEqual(['Alice', 'Bob']);
    await alice.request('participant:rename', { name: 'Ally' });
    await again.heard((fact) => fact.type === 'participant:changed' && fact.participant.name === 'Ally');
  });

  test('R12: somebody who has left hears no more of what happens inside', async () => {
    const alice = await enter('Alice');
    const bob = await enter('Bob');
    await alice.request('room:lock', { isLocked: true });
    await bob.request('room:leave');
    await bob.heard(({ type }) => type === 'participant:left');
    await alice.request('participant:rename', { name: 'Ally' });
    const told = nextRoster(bob);
    await alice.request('room:leave');
    expect(await told).toMatchObject({ participants: [], isLocked: false });
    expect(JSON.stringify(bob.facts)).not.toContain('Ally');
  });

  /** As a browser does after a crash: with a page of its own, and the resume key of the page that is gone. */
  async function comeBackAfterCrash({ page, socket }: RoomClient): Promise<RoomClient> {
    socket.io.engine.close();
    const response = await fetch(`${app.url}/api/rooms/red/ticket`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ resumeKey: page.identity.resumeKey }),
    });
    return connect((await response.json()) as Pick<PageData, 'identity'>);
  }

  test.each(['full', 'locked'] as const)(
    'R15: a %s room gives a browser its place back by its resume key',
    async (kind) => {
      const alice = await enter('Alice');
      const bob = await enter('Bob');
      if (kind === 'full') await enter('Carol');
      else await alice.request('room:lock', { isLocked: true });
      const stranger = await connect();
      expect(await stranger.join('Mallory')).toEqual({ ok: false, code: `room:${kind}` });

      const back = await comeBackAfterCrash(bob);
      const joined = await back.join('Bob');
      expect(joined).toMatchObject({ ok: true, value: { self: { id: bob.page.identity.participantId, seq: 2 } } });
      expect(await seenBy(alice)).toMatchObject({
        participants: kind === 'full' ? [{}, { presence: 'here' }, {}] : [{}, { presence: 'here' }],
        knocks: [],
      });
      expect(await stranger.join('Mallory')).toEqual({ ok: false, code: `room:${kind}` });
    },
  );
});
