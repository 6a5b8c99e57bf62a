import { describe, expect, test } from '@jest/globals';
import { createStallWatch } from '../../../../../src/client/call/link/stall-watch.ts';

const STALL_MS = 2000;

/** Looks every half second; `heardAt` are the times at which something arrived. */
function changes(heardAt: readonly number[], until: number): [number, string][] {
  const watch = createStallWatch(STALL_MS, 0);
  const seen: [number, string][] = [];
  for (let now = 0; now <= until; now += 500) {
    for (const at of heardAt) if (at > now - 500 && at <= now) watch.heard(at);
    const change = watch.check(now);
    if (change) seen.push([now, change]);
  }
  return seen;
}

describe('a stall watch', () => {
  test('says nothing while somebody is heard', () => {
    expect(changes([500, 1500, 2500, 4400, 6300], 8000)).toEqual([]);
  });

  test('tells of silence once, and once of its end', () => {
    expect(changes([500, 7200, 8000], 9000)).toEqual([
      [3000, 'stalled'],
      [7500, 'resumed'],
    ]);
  });

  test('does not blame others for the time in which it did not look itself', () => {
    const watch = createStallWatch(STALL_MS, 0);
    watch.check(500);
    expect(watch.check(60_000)).toBeNull();
    expect(watch.check(62_000)).toBeNull();
    expect(watch.check(62_001)).toBe('stalled');
  });
});
