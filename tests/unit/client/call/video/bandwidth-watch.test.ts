import { describe, expect, test } from '@jest/globals';
import { createBandwidthWatch } from '../../../../../src/client/call/video/bandwidth-watch.ts';
import { allocate, type Allocation } from '../../../../../src/client/call/video/uplink-budget.ts';
import { UNSEEN } from '../../../../../src/client/call/video/view.ts';

/** An allocation to Alice alone, who is looking, or is not, on a line that carries so much. */
const toAlice = (availableKbps: number | null, isLooking = true): Allocation =>
  allocate(
    {
      economy: 'none',
      requests: [
        {
          key: 'alice',
          kind: 'camera',
          limit: null,
          source: { width: 640, height: 480 },
          view: isLooking ? { width: 320, height: 240, priority: 'normal' } : UNSEEN,
          availableKbps,
        },
      ],
    },
    null,
  );
const ACTIVE = toAlice(null);
const HELD_BACK = toAlice(0);

describe('an estimate of a line', () => {
  test('is believed once video has been sent for a while', () => {
    const lines = createBandwidthWatch();
    lines.follow(ACTIVE, 0);
    lines.note('alice', 'first', 400, 2500);
    expect(lines.availableKbps('alice', 2500)).toBeNull();
    lines.note('alice', 'first', 700, 5000);
    expect(lines.availableKbps('alice', 5000)).toBe(700);
  });

  test('starts anew with a fresh connection', () => {
    const lines = createBandwidthWatch();
    lines.note('alice', 'first', 700, 0);
    lines.follow(ACTIVE, 0);
    lines.note('alice', 'second', 300, 10_000);
    expect(lines.availableKbps('alice', 12_500)).toBeNull();
    lines.note('alice', 'second', 350, 15_000);
    expect(lines.availableKbps('alice', 15_000)).toBe(350);
  });

  test('says nothing while nothing is sent', () => {
    const lines = createBandwidthWatch();
    lines.follow(ACTIVE, 0);
    lines.note('alice', 'first', 700, 6000);
    lines.follow(toAlice(null, false), 7000);
    expect(lines.availableKbps('alice', 8000)).toBeNull();
  });

  test('of a line that was too narrow is forgotten after a time that grows, so that it is tried again', () => {
    const lines = createBandwidthWatch();
    lines.note('alice', 'first', 40, 0);
    let now = 0;
    const timeUntilRetry = (): number => {
      const from = now;
      lines.follow(HELD_BACK, now);
      while (lines.availableKbps('alice', now) !== null) now += 1000;
      lines.follow(ACTIVE, now);
      // Sent for ten seconds; then it turns out again that the line does not carry it.
      now += 10_000;
      return now - 10_000 - from;
    };
    expect(Array.from({ length: 6 }, timeUntilRetry)).toEqual([5000, 10_000, 20_000, 40_000, 60_000, 60_000]);
    now += 61_000;
    lines.follow(ACTIVE, now);
    expect(timeUntilRetry()).toBe(5000);
  });

  test('of somebody who left is forgotten', () => {
    const lines = createBandwidthWatch();
    lines.follow(ACTIVE, 0);
    lines.note('alice', 'first', 700, 6000);
    lines.follow({ encodings: new Map(), heldBack: new Set(), carriedVideos: null }, 7000);
    lines.follow(ACTIVE, 8000);
    expect(lines.availableKbps('alice', 20_000)).toBeNull();
  });
});
