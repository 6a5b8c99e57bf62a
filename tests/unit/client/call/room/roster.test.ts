import { describe, expect, test } from '@jest/globals';
import { EMPTY_ROSTER, type Fact, type Roster } from '../../../../../src/shared/protocol.ts';
import { applyFact } from '../../../../../src/client/call/room/roster.ts';
import { participant } from '../../../../support/scene.ts';

const alice = participant('Alice', 1);
const bob = participant('Bob', 2);
const roster: Roster = { ...EMPTY_ROSTER, rev: 5, participants: [alice] };

describe('a fact about the roster', () => {
  test.each([
    ['somebody joined', { type: 'participant:joined', rev: 6, participant: bob }, [alice, bob]],
    [
      'somebody changed',
      { type: 'participant:changed', rev: 6, participant: { ...alice, name: 'Al' } },
      [{ ...alice, name: 'Al' }],
    ],
    ['somebody left', { type: 'participant:left', rev: 6, id: alice.id, reason: 'left' }, []],
    ['somebody unknown left', { type: 'participant:left', rev: 6, id: bob.id, reason: 'lost' }, [alice]],
  ] as const)('R4: is applied when it is next: %s', (_what, fact, participants) => {
    expect(applyFact(roster, fact)).toEqual({ type: 'applied', roster: { ...EMPTY_ROSTER, rev: 6, participants } });
  });

  test('R4: is dropped when the roster knows it already', () => {
    expect(applyFact(roster, { type: 'participant:left', rev: 5, id: alice.id, reason: 'left' })).toEqual({
      type: 'stale',
    });
  });

  test('R4: shows a gap when facts are missing before it', () => {
    expect(applyFact(roster, { type: 'participant:joined', rev: 7, participant: bob })).toEqual({ type: 'gap' });
  });

  test('R8, R9: tells of the lock and of who knocks', () => {
    const facts: readonly Fact[] = [
      { type: 'room:lock-changed', rev: 6, isLocked: true, by: alice.id },
      { type: 'knock:made', rev: 7, knock: { id: bob.id, name: 'Bob' } },
      { type: 'knock:made', rev: 8, knock: { id: 'id-carol', name: 'Carol' } },
      { type: 'knock:ended', rev: 9, id: bob.id, outcome: 'admitted' },
    ];
    const told = facts.reduce((known, fact) => {
      const applied = applyFact(known, fact);
      if (applied.type !== 'applied') throw new Error(applied.type);
      return applied.roster;
    }, roster);
    expect(told).toMatchObject({ rev: 9, isLocked: true, knocks: [{ name: 'Carol' }], participants: [alice] });

    const unlocked = applyFact(told, { type: 'room:lock-changed', rev: 10, isLocked: false, by: alice.id });
    expect(unlocked).toMatchObject({ roster: { isLocked: false, knocks: [] } });
    const empty = applyFact(told, { type: 'participant:left', rev: 10, id: alice.id, reason: 'left' });
    expect(empty).toMatchObject({ roster: { rev: 10, isLocked: false, knocks: [] } });
  });
});
