import { expect, test } from '@jest/globals';
import { retryDelayMs } from '../../../../../src/client/call/link/backoff.ts';

test('pauses double up to ten seconds, spread over their upper half', () => {
  expect([0, 1, 2, 3, 4, 5, 50].map((attempt) => retryDelayMs(attempt, 0))).toEqual([
    500, 1000, 2000, 4000, 8000, 10_000, 10_000,
  ]);
  expect(retryDelayMs(1, 0.999)).toBeGreaterThanOrEqual(500);
});
