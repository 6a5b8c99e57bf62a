import { describe, expect, test } from '@jest/globals';
import { comingsAndGoings, loseProcess, reunite, signedBy } from '../../../../src/server/rooms/processes.ts';
import { createRoom, type Member, type Room } from '../../../../src/server/rooms/room-state.ts';

const member = (name: string, seq: number, connection: Member['connection']): Member => ({
  id: name,
  seq,
  name,
  connection,
  host: 'no',
  browser: null,
});
const here = (process?: string): Member['connection'] => ({
  state: 'here',
  session: `session of ${process ?? 'nobody'}`,
  ...(process !== undefined && { process }),
});
const away: Member['connection'] = { state: 'away', until: 5000 };
const roomOf = (rev: number, ...members: Member[]): Room => ({ ...createRoom('red', rev), members });
const whereabouts = (room: Room): Record<string, string> =>
  Object.fromEntries(
    room.members.map(({ id, connection }) => [id, connection.state === 'here' ? (connection.process ?? '?') : 'away']),
  );

describe('a room on several processes', () => {
  test('N4: each new connection is signed by the process that holds it, and keeps its signature', () => {
    const room = roomOf(1, member('ana', 1, here('one')), member('bo', 2, here()), member('cho', 3, away));
    expect(whereabouts(signedBy(room, 'two'))).toEqual({ ana: 'one', bo: 'two', cho: 'away' });
  });

  test('N4: the people of a process that has ended are away, and only they', () => {
    const room = roomOf(1, member('ana', 1, here('one')), member('bo', 2, here('two')), member('cho', 3, away));
    const { room: after, facts } = loseProcess(room, 'one', 9000);
    expect(whereabouts(after)).toEqual({ ana: 'away', bo: 'two', cho: 'away' });
    expect(after.members[0]?.connection).toEqual({ state: 'away', until: 9000 });
    expect(facts).toMatchObject([{ type: 'participant:changed', participant: { id: 'ana', presence: 'away' } }]);
  });

  describe('after a process could not reach the others', () => {
    const reunion = { process: 'one', until: 9000 };

    test('N3: each side is believed about its own people', () => {
      const stored = roomOf(
        7,
        member('ana', 1, here('one')),
        member('bo', 2, here('two')),
        member('dan', 4, here('two')),
      );
      const own = roomOf(9, member('ana', 1, away), member('bo', 2, here('two')), member('cho', 3, here('one')));
      const room = reunite(stored, own, reunion);
      expect(whereabouts(room)).toEqual({ bo: 'two', cho: 'one', dan: 'two' });
      expect(room.rev).toBe(10);
    });

    test('N3: people of others whom the store has forgotten are away until their process tells of them', () => {
      const own = roomOf(9, member('ana', 1, here('one')), member('bo', 2, here('two')));
      expect(whereabouts(reunite(null, own, reunion))).toEqual({ ana: 'one', bo: 'away' });
      const told = reunite(reunite(null, own, reunion), own, { process: 'two', until: 9000 });
      expect(whereabouts(told)).toEqual({ ana: 'one', bo: 'two' });
    });

    test('N3: a lock that either side turned on is on, and the number of the next join is above all', () => {
      const stored = { ...roomOf(7, member('bo', 2, here('two'))), nextSeq: 20 };
      const own = { ...roomOf(9, member('cho', 3, here('one'))), nextSeq: 4, isLocked: true };
      expect(reunite(stored, own, reunion)).toMatchObject({ isLocked: true, nextSeq: 20 });
      expect(reunite({ ...stored, isLocked: true }, { ...own, isLocked: false }, reunion).isLocked).toBe(true);
    });

    test('N3: who was removed on either side stays out', () => {
      const stored = { ...roomOf(7), removed: [{ id: 'eve', browser: 'e' }] };
      const own = {
        ...roomOf(9),
        removed: [
          { id: 'eve', browser: 'e' },
          { id: 'mal', browser: null },
        ],
      };
      expect(reunite(stored, own, reunion).removed.map(({ id }) => id)).toEqual(['eve', 'mal']);
    });
  });

  test('N2: who came and who went is told by comparing two states', () => {
    const before = roomOf(1, member('ana', 1, here('one')));
    const after = roomOf(2, member('bo', 2, here('two')));
    expect(comingsAndGoings(before, after)).toMatchObject([
      { type: 'participant:joined', participant: { id: 'bo' } },
      { type: 'participant:left', id: 'ana' },
    ]);
    expect(comingsAndGoings(after, null)).toMatchObject([{ type: 'participant:left', id: 'bo' }]);
    expect(comingsAndGoings(null, null)).toEqual([]);
  });
});
