import { describe, expect, test } from '@jest/globals';
import { applyFact } from '../../../../src/client/call/roster.ts';
import { participant } from '../../../support/scene.ts';

const alice = participant('Alice', 1);
const bob = participant('Bob', 2);
const roster = { rev: 5, participants: [alice] };

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
    expect(applyFact(roster, fact)).toEqual({ type: 'applied', roster: { rev: 6, participants } });
  });

  test('R4: is dropped when the roster knows it already', () => {
    expect(applyFact(roster, { type: 'participant:left', rev: 5, id: alice.id, reason: 'left' })).toEqual({
      type: 'stale',
    });
  });

  test('R4: shows a gap when facts are missing before it', () => {
    expect(applyFact(roster, { type: 'participant:joined', rev: 7, participant: bob })).toEqual({ type: 'gap' });
  });
});
