import { describe, expect, test } from '@jest/globals';
import { isLockClaim } from '../../../../src/server/rooms/restore.ts';

const wasMember = (id: string, membership: string): boolean => membership === `signed for ${id}`;
const proved = { isLocked: true, membership: 'signed for alice' };

describe('R10: a page that says its room was locked', () => {
  test.each([
    ['counts with a proof', proved, 29_999, wasMember, true],
    ['counts no longer half a minute after the start', proved, 30_000, wasMember, false],
    ['does not count without a proof where there could be one', { isLocked: true }, 1, wasMember, false],
    ['does not count with somebody else’s', { isLocked: true, membership: 'signed for bob' }, 1, wasMember, false],
    ['counts by its word alone without SECRET', { isLocked: true }, 1, null, true],
    ['counts by its word alone for half a minute only', { isLocked: true }, 30_000, null, false],
    ['has to say so', { membership: 'signed for alice' }, 1, wasMember, false],
  ])('%s', (_what, claim, now, verify, counts) => {
    expect(isLockClaim('alice', claim, now, { startedAt: 0, wasMember: verify })).toBe(counts);
  });
});
