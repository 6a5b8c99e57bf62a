import { describe, expect, test } from '@jest/globals';
import {
  adapt,
  MAX_WINDOW_BYTES,
  newPace,
  payloadBytes,
  type FilePace,
} from '../../../../../src/client/call/files/pacing.ts';
import { MAX_PAYLOAD_BYTES } from '../../../../../src/client/call/files/frame.ts';

/** A path that takes `bytesPerMs`, with a queue as long as it needs: what a full window comes to in the end. */
function settle({ bytesPerMs, baseMs }: { bytesPerMs: number; baseMs: number }): { pace: FilePace; delayMs: number } {
  let pace = newPace;
  let delayMs = 0;
  for (let round = 0; round < 100; round += 1) {
    delayMs = Math.max(baseMs, pace.windowBytes / bytesPerMs);
    pace = adapt(pace, { delayMs, inFlightBytes: pace.windowBytes });
  }
  return { pace, delayMs };
}

describe('the pace of a transfer', () => {
  test.each([
    ['a slow uplink', { bytesPerMs: 250, baseMs: 40 }],
    ['a good line', { bytesPerMs: 5000, baseMs: 20 }],
    ['the same house', { bytesPerMs: 20_000, baseMs: 3 }],
  ])('F3: fills %s, and adds no more than a tenth of a second to its delay', (_where, path) => {
    const { pace, delayMs } = settle(path);
    expect(pace.windowBytes).toBeGreaterThanOrEqual(path.bytesPerMs * path.baseMs);
    expect(delayMs).toBeGreaterThan(path.baseMs);
    // The least delay that is ever measured already has a first window's own length in it.
    const firstMs = Math.max(path.baseMs, newPace.windowBytes / path.bytesPerMs);
    expect(delayMs).toBeLessThanOrEqual(firstMs + 110);
  });

  test('F3: shrinks when the delay grows', () => {
    const quick = adapt(newPace, { delayMs: 20, inFlightBytes: newPace.windowBytes });
    expect(quick.windowBytes).toBeGreaterThan(newPace.windowBytes);
    const slow = adapt(quick, { delayMs: 500, inFlightBytes: quick.windowBytes });
    expect(slow.windowBytes).toBeLessThan(quick.windowBytes);
  });

  test('does not grow while it is not used', () => {
    const pace = adapt(newPace, { delayMs: 5, inFlightBytes: newPace.windowBytes / 4 });
    expect(pace.windowBytes).toBe(newPace.windowBytes);
  });

  test.each([
    ['below', 1e9, 32 * 1024],
    ['above', 0, MAX_WINDOW_BYTES],
  ])('has a limit %s', (_where, delayMs, limit) => {
    let pace = adapt(newPace, { delayMs: 1, inFlightBytes: 0 });
    for (let round = 0; round < 100; round += 1) pace = adapt(pace, { delayMs, inFlightBytes: pace.windowBytes });
    expect(pace.windowBytes).toBe(limit);
  });

  test('goes in frames that leave room for others', () => {
    expect(payloadBytes({ windowBytes: 32 * 1024, baseDelayMs: null })).toBe(8 * 1024);
    expect(payloadBytes({ windowBytes: 128 * 1024, baseDelayMs: null })).toBe(16 * 1024);
    expect(payloadBytes({ windowBytes: MAX_WINDOW_BYTES, baseDelayMs: null })).toBe(MAX_PAYLOAD_BYTES);
  });
});
