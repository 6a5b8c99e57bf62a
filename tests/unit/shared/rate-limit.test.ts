import { expect, test } from '@jest/globals';
import { createRateLimit } from '../../../src/shared/rate-limit.ts';

test('a rate limit allows a burst, then a steady rate, and never saves up more than the burst', () => {
  let now = 0;
  const limit = createRateLimit({ burst: 3, perSecond: 2, now: () => now });
  const takeAll = (): number => {
    let taken = 0;
    while (limit.take()) taken += 1;
    return taken;
  };

  expect(takeAll()).toBe(3);
  now += 499;
  expect(takeAll()).toBe(0);
  now += 1;
  expect(takeAll()).toBe(1);
  now += 60_000;
  expect(takeAll()).toBe(3);
});
