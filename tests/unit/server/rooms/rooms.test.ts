import { beforeEach, describe, expect, test } from '@jest/globals';
import { createRooms, type Rooms } from '../../../../src/server/rooms/rooms.ts';
import { createFakeDoorPorts } from '../../../support/fakes/fake-proofs.ts';
import { createMemoryStore } from '../../../../src/server/store/memory-store.ts';
import { EMPTY_ROSTER, type Fact } from '../../../../src/shared/protocol.ts';

const GRACE_MS = 1000;

describe('rooms', () => {
  let now = 0;
  let facts: Fact[] = [];
  let rooms: Rooms;

  beforeEach(() => {
    now = 50_000;
    facts = [];
    rooms = createRooms({
      store: createMemoryStore((_roomId, news) => void facts.push(...news.facts)),
      now: () => now,
      capacity: 2,
      graceMs: GRACE_MS,
      withoutPeerSince: () => null,
      memberships: null,
      ...createFakeDoorPorts(),
    });
  });

  const join = (room: string, name: string) =>
    rooms.join(room, { id: `${room}-${name}`, name, session: 's', network: null, browser: null });

  test('are apart from each other', async () => {
    await join('red', 'Alice');
    await join('blue', 'Bob');

    expect((await rooms.roster('red', 'red-Zoe')).participants.map(({ name }) => name)).toEqual(['Alice']);
  });

  test('R1, R4: come into being anew after the last left, ahead of every earlier revision', async () => {
    await join('red', 'Alice');
    await join('red', 'Bob');
    now += 10;
    await rooms.leave('red', 'red-Alice', 's');
    await rooms.leave('red', 'red-Bob', 's');
    const lastRev = facts.at(-1)?.rev ?? 0;
    expect(await rooms.roster('red', 'red-Zoe')).toEqual(EMPTY_ROSTER);

    now += 10;
    const again = await join('red', 'Carol');
    expect(again).toMatchObject({ ok: true, value: { self: { seq: 1 } } });
    expect(facts.at(-1)?.rev).toBeGreaterThan(lastRev);
  });

  test('R3: answer with a code when full', async () => {
    await join('red', 'Alice');
    await join('red', 'Bob');

    expect(await join('red', 'Carol')).toEqual({ ok: false, code: 'room:full' });
    expect(facts).toHaveLength(2);
  });

  test('R5: let go of those who do not come back within the grace time', async () => {
    await join('red', 'Alice');
    await join('red', 'Bob');
    await rooms.disconnect('red', 'red-Bob', 's');

    now += GRACE_MS - 1;
    await rooms.expire();
    expect((await rooms.roster('red', 'red-Alice')).participants).toHaveLength(2);

    now += 1;
    await rooms.expire();
    expect((await rooms.roster('red', 'red-Alice')).participants).toHaveLength(1);
    expect(facts.at(-1)).toMatchObject({ type: 'participant:left', reason: 'lost' });
  });
});
