import { describe, expect, test } from '@jest/globals';
import { createMassLoss } from '../../../../src/server/rooms/mass-loss.ts';

describe('many connections lost at once', () => {
  test('are noticed, and remembered for 15 s', () => {
    const loss = createMassLoss(0);
    for (const at of [100_000, 100_500, 101_000]) loss.note(at);
    expect(loss.isRecent(101_000)).toBe(false);
    loss.note(102_900);
    expect(loss.isRecent(102_900)).toBe(true);
    expect(loss.isRecent(117_899)).toBe(true);
    expect(loss.isRecent(117_900)).toBe(false);
  });

  test('are not as many that come one after another', () => {
    const loss = createMassLoss(0);
    for (let at = 100_000; at < 130_000; at += 1100) loss.note(at);
    expect(loss.isRecent(130_000)).toBe(false);
  });

  test('are what a start of the server is', () => {
    const loss = createMassLoss(50_000);
    expect([loss.isRecent(64_999), loss.isRecent(65_000)]).toEqual([true, false]);
  });
});
