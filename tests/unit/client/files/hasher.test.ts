import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { createHasher } from '../../../../src/client/files/hasher.ts';

const bytes = Uint8Array.from({ length: 1000 }, (_zero, index) => index % 251);
const expected = createHash('sha256').update(bytes).digest('hex');

describe('the hash of a file in pieces', () => {
  test.each([
    [
      'one after another',
      [
        [0, 300],
        [300, 1000],
      ],
    ],
    [
      'some of them twice',
      [
        [0, 300],
        [0, 300],
        [300, 700],
        [100, 600],
        [700, 1000],
      ],
    ],
    [
      'overlapping',
      [
        [0, 600],
        [400, 1000],
      ],
    ],
  ])('is that of the whole: %s', (_how, pieces) => {
    const hasher = createHasher();
    for (const [start = 0, end = 0] of pieces) hasher.update(start, bytes.subarray(start, end));
    expect(hasher.digest()).toBe(expected);
  });

  test('can be asked for on the way', () => {
    const hasher = createHasher();
    hasher.update(0, bytes.subarray(0, 10));
    expect(hasher.digest()).toBe(createHash('sha256').update(bytes.subarray(0, 10)).digest('hex'));
    hasher.update(10, bytes.subarray(10));
    expect(hasher.digest()).toBe(expected);
  });

  test('is not that of a file with a hole', () => {
    expect(() => createHasher().update(1, bytes)).toThrow(RangeError);
  });
});
