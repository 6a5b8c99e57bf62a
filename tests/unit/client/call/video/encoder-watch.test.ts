import { expect, test } from '@jest/globals';
import { createEncoderWatch, type EncoderSample } from '../../../../../src/client/call/video/encoder-watch.ts';

const LINK = 'link';
/** How often a call measures. */
const STEP_MS = 2500;

/** What each measurement says, one after the other. */
function watch(samples: readonly (EncoderSample | null)[]): boolean[] {
  const encoders = createEncoderWatch();
  return samples.map((sample, index) => encoders.note(LINK, sample, index * STEP_MS));
}

const at = (framesEncoded: number, sourceFrames: number): EncoderSample => ({ framesEncoded, sourceFrames });

test('U10: an encoder that stands still for 3 s while its source moves is noticed', () => {
  expect(watch([at(30, 75), at(66, 150), at(66, 225), at(66, 300)])).toEqual([false, false, false, true]);
});

test('U10: one that never begins is noticed after 6 s', () => {
  const never = [0, 75, 150, 225].map((frames) => at(0, frames));
  expect(watch(never)).toEqual([false, false, false, true]);
});

test.each<[string, readonly (EncoderSample | null)[]]>([
  ['encodes, however slowly', [0, 1, 2, 3, 4].map((count) => at(count + 1, count * 75))],
  ['has a source that stands still, like a screen', [0, 1, 2, 3, 4].map(() => at(40, 75))],
  ['has a source that hardly moves', [0, 1, 2, 3].map((count) => at(40, 75 + count * 4))],
  ['is not to send', [at(40, 75), null, at(40, 300), null, at(40, 600)]],
])('an encoder is left in peace that %s', (_name, samples) => {
  expect(watch(samples)).not.toContain(true);
});

test('the next codec gets its time, and is noticed as well', () => {
  const still = Array.from({ length: 6 }, (_, count) => at(66, count * 75));
  expect(watch(still)).toEqual([false, false, true, false, true, false]);
});

test('a connection that is gone meanwhile begins anew', () => {
  const encoders = createEncoderWatch();
  encoders.note(LINK, at(66, 75), 0);
  encoders.keepOnly(() => false);
  expect(encoders.note(LINK, at(66, 300), 5000)).toBe(false);
});
