import { describe, expect, test } from '@jest/globals';
import { captureFor, type CaptureSize } from '../../../../../src/client/call/video/capture-demand.ts';
import { createCaptureFollower } from '../../../../../src/client/call/video/capture-follower.ts';
import type { Economy } from '../../../../../src/client/call/words.ts';

const view = (width: number, height: number) => ({ width, height, priority: 'normal' }) as const;
const SMALL = view(320, 240);
const STANDARD = view(640, 480);
const HIGH = view(1280, 720);

test.each<[string, number[], Economy, boolean, CaptureSize, CaptureSize]>([
  ['stays at the standard size for small tiles', [0, 0], 'none', true, 'standard', 'standard'],
  ['rises when one of them looks at it that large', [0, 2], 'none', true, 'standard', 'high'],
  ['does not rise for a tile of the standard size', [1], 'none', true, 'standard', 'standard'],
  ['does not fall for one either', [1], 'none', true, 'high', 'high'],
  ['falls when all tiles are small', [0, 0], 'none', true, 'high', 'standard'],
  ['does not rise on a weak device', [2], 'none', false, 'standard', 'standard'],
  ['falls when something has to be saved', [2], 'some', true, 'high', 'standard'],
  ['is the standard when nobody is there', [], 'none', true, 'standard', 'standard'],
])('U7: the camera %s', (_name, shown, economy, isCapable, before, expected) => {
  const views = shown.map((index) => [SMALL, STANDARD, HIGH][index] ?? SMALL);
  expect(captureFor({ views, economy, isCapable }, before)).toBe(expected);
});

describe('U7: the camera follows', () => {
  function createWorld() {
    let pending: { task: () => void; afterMs: number } | null = null;
    const applied: CaptureSize[] = [];
    const follower = createCaptureFollower(
      (size) => applied.push(size),
      (task, afterMs) => {
        pending = { task, afterMs };
        return () => (pending = null);
      },
    );
    return { follower, applied, pending: () => pending, pass: () => pending?.task() };
  }

  test('upwards soon, downwards late', () => {
    const { follower, applied, pending, pass } = createWorld();
    follower.want('high');
    const raiseMs = pending()?.afterMs ?? Infinity;
    pass();
    follower.want('standard');
    expect(pending()?.afterMs).toBeGreaterThan(raiseMs);
    pass();
    expect(applied).toEqual(['high', 'standard']);
  });

  test('not at all when it is no longer wanted in time', () => {
    const { follower, applied, pending } = createWorld();
    follower.want('high');
    follower.want('standard');
    expect(pending()).toBeNull();
    expect(applied).toEqual([]);
  });

  test('once, however often the same is wanted', () => {
    const { follower, applied, pass } = createWorld();
    follower.want('high');
    follower.want('high');
    pass();
    follower.want('high');
    expect(applied).toEqual(['high']);
    expect(follower.current).toBe('high');
  });
});
