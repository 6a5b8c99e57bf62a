import { describe, expect, test } from '@jest/globals';
import { choosePlace, MAX_MEMORY_BYTES, PICK_FROM_BYTES } from '../../../../../src/client/call/files/save-place.ts';

const BIG = 2_000_000_000;

describe('a received file', () => {
  test.each([
    ['small, in Chromium', 1000, { hasPicker: true, freeBytes: 1e12 }, 'private'],
    ['large, in Chromium', PICK_FROM_BYTES, { hasPicker: true, freeBytes: 1e12 }, 'picked'],
    ['small, in Chromium with little space for sites', 1000, { hasPicker: true, freeBytes: 10 }, 'picked'],
    ['small, in Chromium without space for sites', 1000, { hasPicker: true, freeBytes: null }, 'picked'],
    ['large, in Firefox or Safari', BIG, { hasPicker: false, freeBytes: 1e12 }, 'private'],
    ['large, without space', BIG, { hasPicker: false, freeBytes: BIG - 1 }, 'disk'],
    ['small, in a private window', MAX_MEMORY_BYTES, { hasPicker: false, freeBytes: null }, 'memory'],
    ['large, in a private window', MAX_MEMORY_BYTES + 1, { hasPicker: false, freeBytes: null }, 'too-large'],
  ] as const)('F7: %s', (_what, size, storage, place) => {
    expect(choosePlace(size, storage)).toBe(place);
  });
});
