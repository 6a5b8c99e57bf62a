import { describe, expect, test } from '@jest/globals';
import { createCallLimits } from '../../../../src/client/links/call-limits.ts';
import type { Purpose } from '../../../../src/client/call/words.ts';

const CAMERA: Purpose = { kind: 'camera' };
const screen = (share: number): Purpose => ({ kind: 'screen', share: `screen_${share}` });

describe('P13: calls of one participant', () => {
  test('are a few for each purpose, whatever they say they show', () => {
    const limits = createCallLimits(() => 0);

    expect(limits.allows('alice', CAMERA, [CAMERA, CAMERA, CAMERA])).toBe(true);
    expect(limits.allows('alice', CAMERA, [CAMERA, CAMERA, CAMERA, CAMERA])).toBe(false);
    expect(limits.allows('alice', screen(9), [CAMERA, ...[1, 2, 3, 4, 5].map(screen)])).toBe(true);
    expect(limits.allows('alice', screen(9), [1, 2, 3, 4, 5, 6].map(screen))).toBe(false);
  });

  test('come at a bounded rate, each participant for themselves', () => {
    let now = 0;
    const limits = createCallLimits(() => now);
    const calls = Array.from({ length: 100 }, () => limits.allows('mallory', CAMERA, []));

    expect(calls.filter(Boolean)).toHaveLength(12);
    expect(limits.allows('alice', CAMERA, [])).toBe(true);
    now = 1000;
    expect(limits.allows('mallory', CAMERA, [])).toBe(true);
    expect(limits.allows('mallory', CAMERA, [])).toBe(false);
  });
});
