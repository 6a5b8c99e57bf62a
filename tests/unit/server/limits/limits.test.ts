import { describe, expect, test } from '@jest/globals';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { createLimits, type LimitKind } from '../../../../src/server/limits/limits.ts';

const never = (error: unknown): void => {
  throw error;
};

async function count(times: number, take: () => Promise<boolean>): Promise<number> {
  let allowed = 0;
  for (let i = 0; i < times; i += 1) if (await take()) allowed += 1;
  return allowed;
}

describe('limits', () => {
  test.each<[LimitKind, number]>([
    ['page', 400],
    ['knock', 300],
  ])('G11: one address gets so many of %s, another is not touched by it', async (kind, most) => {
    const limits = createLimits({ isOn: true, onError: never });

    expect(await count(most + 50, () => limits.take(kind, 'a'))).toBe(most);
    expect(await count(10, () => limits.take(kind, 'b'))).toBe(10);
    expect(await count(10, () => limits.take('ticket', 'a'))).toBe(10);
  });

  test('G11: what an address is refused is not taken from all', async () => {
    const limits = createLimits({ isOn: true, onError: never });
    await count(10_000, () => limits.take('page', 'a'));

    expect(await limits.take('page', 'b')).toBe(true);
  });

  test('G11: without addresses, and with many, all together get ten times as much', async () => {
    const unknown = createLimits({ isOn: true, onError: never });
    expect(await count(5000, () => unknown.take('page', null))).toBe(4000);

    const many = createLimits({ isOn: true, onError: never });
    let address = 0;
    expect(await count(5000, () => many.take('page', String((address += 1))))).toBe(4000);
  });

  test('G13: an address whose connections are cut again and again may soon make no new ones', async () => {
    const limits = createLimits({ isOn: true, onError: never });
    for (let i = 0; i < 19; i += 1) limits.punish('handshake', 'a');
    expect(await count(100, () => limits.take('handshake', 'a'))).toBe(1200 - 19 * 60);
    expect(await limits.take('handshake', 'b')).toBe(true);
    expect(await limits.take('page', 'a')).toBe(true);
  });

  test('can be turned off', async () => {
    const limits = createLimits({ isOn: false, onError: never });
    expect(await count(9000, () => limits.take('page', 'a'))).toBe(9000);
  });

  test('a store that fails lets everybody in, and says so', async () => {
    const errors: unknown[] = [];
    const limits = createLimits({
      isOn: true,
      onError: (error) => errors.push(error),
      createLimiter: (options) =>
        Object.assign(new RateLimiterMemory(options), {
          consume: () => Promise.reject(new Error('the store is gone')),
        }),
    });

    expect(await limits.take('page', 'a')).toBe(true);
    expect(errors).toEqual([new Error('the store is gone'), new Error('the store is gone')]);
  });
});
