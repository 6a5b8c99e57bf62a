import { describe, expect, test } from '@jest/globals';
import type { RoomMemory } from '../../../../src/server/rooms/memory.ts';
import { isLockClaim, memoryClaimed } from '../../../../src/server/rooms/restore.ts';
import { DEFAULT_SETTINGS } from '../../../../src/shared/hosting.ts';

const MEMORY: RoomMemory = { rev: 7, settings: DEFAULT_SETTINGS, passcode: null, removed: [], hosts: [] };
const open = (id: string, membership: string): RoomMemory | null => (membership === `signed for ${id}` ? MEMORY : null);
const proved = { isLocked: true, membership: 'signed for alice' };

describe('R10: a page that says its room was locked', () => {
  test.each([
    ['counts with a proof', proved, 29_999, open, true],
    ['counts no longer half a minute after the start', proved, 30_000, open, false],
    ['does not count without a proof where there could be one', { isLocked: true }, 1, open, false],
    ['does not count with somebody else’s', { isLocked: true, membership: 'signed for bob' }, 1, open, false],
    ['counts by its word alone without SECRET', { isLocked: true }, 1, null, true],
    ['counts by its word alone for half a minute only', { isLocked: true }, 30_000, null, false],
    ['has to say so', { membership: 'signed for alice' }, 1, open, false],
  ])('%s', (_what, claim, now, openIt, counts) => {
    expect(isLockClaim('alice', claim, now, { startedAt: 0, openMembership: openIt })).toBe(counts);
  });
});

describe('H10: what a page brings back of its room', () => {
  test.each([
    ['counts with a proof', 'signed for alice', 29_999, open, MEMORY],
    ['counts no longer half a minute after the start', 'signed for alice', 30_000, open, null],
    ['does not count with somebody else’s', 'signed for bob', 1, open, null],
    ['does not count without SECRET', 'signed for alice', 1, null, null],
  ])('%s', (_what, membership, now, openIt, memory) => {
    expect(memoryClaimed('alice', { membership }, now, { startedAt: 0, openMembership: openIt })).toBe(memory);
  });
});
