import { describe, expect, test } from '@jest/globals';
import { createMemberships } from '../../../src/server/tickets/membership.ts';

const HOUR = 60 * 60 * 1000;
let now = 1_800_000_000_000;
const create = (secret: string) => createMemberships({ secret, now: () => now });
const signed = create('secret').issue('alice');

describe('a proof of having been inside', () => {
  test('is known again by another process with the same secret, and by no other', () => {
    expect(create('secret').verify('alice', signed)).toBe(true);
    expect(create('another').verify('alice', signed)).toBe(false);
  });

  test.each(['', '.', signed.slice(1), `${signed}x`, signed.replace(/^\d+/, String(now + HOUR)), 'ü'.repeat(60)])(
    'is not %s',
    (membership) => {
      expect(create('secret').verify('alice', membership)).toBe(false);
    },
  );

  test('is for one participant, and for a day', () => {
    expect(create('secret').verify('bob', signed)).toBe(false);
    now += 24 * HOUR;
    expect(create('secret').verify('alice', signed)).toBe(true);
    now += 1;
    expect(create('secret').verify('alice', signed)).toBe(false);
  });
});
