import { describe, expect, test } from '@jest/globals';
import { isAnythingAtStake } from '../../../../../src/client/call/room/at-stake.ts';
import type { Transfer } from '../../../../../src/client/call/files/transfer.ts';

const transfer = (
  direction: Transfer['direction'],
  progress: Transfer['progress'],
): Pick<Transfer, 'direction' | 'progress'> => ({ direction, progress });

describe('whether the browser asks before it closes the page', () => {
  test.each<{ title: string; transfers?: ReturnType<typeof transfer>[]; screens?: boolean[]; is: boolean }>([
    { title: 'not when nothing goes on', is: false },
    { title: 'while a file comes', transfers: [transfer('in', { status: 'moving', movedBytes: 1 })], is: true },
    { title: 'while a file goes', transfers: [transfer('out', { status: 'moving', movedBytes: 1 })], is: true },
    { title: 'while a file is checked', transfers: [transfer('in', { status: 'checking' })], is: true },
    { title: 'while a file waits to be accepted there', transfers: [transfer('out', { status: 'offered' })], is: true },
    { title: 'not for a file that is only offered', transfers: [transfer('in', { status: 'offered' })], is: false },
    {
      title: 'not for files that have come or failed',
      transfers: [transfer('in', { status: 'done' }), transfer('out', { status: 'failed', reason: 'left' })],
      is: false,
    },
    { title: 'while one’s own screen is shared', screens: [false, true], is: true },
    { title: 'not for the screen of somebody else', screens: [false], is: false },
  ])('$title', ({ transfers = [], screens = [], is }) => {
    expect(isAnythingAtStake({ transfers, screens: screens.map((isSelf) => ({ isSelf })) })).toBe(is);
  });
});
