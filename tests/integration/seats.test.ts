import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { steadyNow } from '../../src/server/ops/clock.ts';
import { startApp, type RunningApp } from '../support/app.ts';
import { closeWebSocket, namesIn, type RoomClient } from '../support/clients/room-client.ts';
import { createRoomClients } from '../support/clients/room-clients.ts';

/** Longer than the time after a start in which no seat is given away. */
const AFTER_START_MS = 20_000;

describe('R13: the seats of a full room, on a running server', () => {
  let app: RunningApp;
  const people = createRoomClients(() => app.url);
  const { connect, enter } = people;
  /** The server's clock goes as always, and leaps when a test says so. */
  let leaptMs = 0;
  const leap = (ms: number): void => void (leaptMs += ms);

  beforeEach(async () => {
    leaptMs = 0;
    app = await startApp({ roomCapacity: 2 }, () => steadyNow() + leaptMs);
  });
  afterEach(async () => {
    people.close();
    await app.close();
  });

  async function goesAway(person: RoomClient, witness: RoomClient): Promise<void> {
    closeWebSocket(person, 1006);
    await witness.heard(
      (fact) => fact.type === 'participant:changed' && fact.participant.id === person.page.identity.participantId,
    );
  }

  const FULL = { ok: false, code: 'room:full' };

  test('the seat of somebody who has been away for ten seconds goes to a newcomer, and not before', async () => {
    leap(AFTER_START_MS);
    const alice = await enter('Alice');
    const bob = await enter('Bob');
    const carol = await connect();
    expect(await carol.join('Carol')).toEqual(FULL);
    await goesAway(bob, alice);
    expect(await carol.join('Carol')).toEqual(FULL);

    leap(10_000);
    const joined = await carol.join('Carol');
    expect(joined.ok && namesIn(joined.value.roster)).toEqual(['Alice', 'Carol']);
    const bobsId = bob.page.identity.participantId;
    expect(await alice.heard(({ type }) => type === 'participant:left')).toMatchObject({ id: bobsId, reason: 'lost' });
    expect(
      await alice.heard((fact) => fact.type === 'participant:joined' && fact.participant.name === 'Carol'),
    ).toBeDefined();
    expect(await (await connect(bob.page)).join('Bob')).toEqual(FULL);
  });

  test('somebody who is back in time keeps their seat, however long the newcomer waits', async () => {
    leap(AFTER_START_MS);
    const alice = await enter('Alice');
    const bob = await enter('Bob');
    await goesAway(bob, alice);
    leap(9000);
    expect((await (await connect(bob.page)).join('Bob')).ok).toBe(true);
    leap(5000);
    expect(await (await connect()).join('Carol')).toEqual(FULL);
  });

  test('just after the server was started no seat is given away', async () => {
    const alice = await enter('Alice');
    const bob = await enter('Bob');
    await goesAway(bob, alice);
    leap(12_000);
    expect(await (await connect()).join('Carol')).toEqual(FULL);
  });
});
