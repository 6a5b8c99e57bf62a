import { expect, test } from '@jest/globals';
import { createKeyedRateLimit } from '../../../src/shared/keyed-rate-limit.ts';

test('a rate limit by key gives each key its own, and forgets one whose bucket is full again', () => {
  let now = 0;
  const limit = createKeyedRateLimit({ burst: 2, perSecond: 1, now: () => now });

  expect([limit.take('a'), limit.take('a'), limit.take('a'), limit.take('b')]).toEqual([true, true, false, true]);
  now = 1000;
  expect([limit.take('a'), limit.take('a')]).toEqual([true, false]);
  now = 2500;
  limit.take('c');
  expect(limit.size).toBe(2);
  now = 10_000;
  for (let key = 0; key < 1000; key += 1) limit.take(String(key));
  now = 20_000;
  limit.take('later');
  expect(limit.size).toBe(1);
});
