import { beforeEach, describe, expect, test } from '@jest/globals';
import { createClock } from '../../../../src/client/browser/clock.ts';

let monotonic: number;
let timeOfDay: number;
let now: () => number;

function pass(ms: number): void {
  monotonic += ms;
  timeOfDay += ms;
}

describe('the clock for durations', () => {
  beforeEach(() => {
    monotonic = 500.25;
    timeOfDay = 1_700_000_000_000;
    now = createClock(
      () => monotonic,
      () => Math.round(timeOfDay),
    );
  });

  test('goes on evenly when the time of day is set back by an hour', () => {
    const before = now();
    timeOfDay -= 3_600_000;
    expect(now()).toBe(before);
    pass(700);
    expect(now()).toBe(before + 700);
  });

  test('counts the time in which the computer slept, though the monotonic clock stood still', () => {
    const before = now();
    timeOfDay += 8 * 3_600_000;
    expect(now()).toBe(before + 8 * 3_600_000);
    pass(100);
    expect(now()).toBe(before + 8 * 3_600_000 + 100);
  });

  test('does not run fast because one clock counts whole milliseconds', () => {
    const before = now();
    for (let count = 0; count < 1000; count += 1) {
      pass(0.4);
      now();
    }
    expect(now()).toBeCloseTo(before + 400, 5);
  });
});
