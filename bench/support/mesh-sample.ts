import type { Page } from '@playwright/test';
import type { Sample } from './sample.ts';

export const takeSample = (page: Page): Promise<Sample> => page.evaluate('sampleMesh()');

/** One video as it arrived during a window of time. */
export interface Delivered {
  readonly framesPerSecond: number;
  readonly width: number;
  readonly height: number;
  /** Received pixels as a part of those of the tile, in the direction that fills it: 1 is as sharp as can be seen. */
  readonly sharpness: number;
  /** The same by area, with what the tile crops. */
  readonly areaRatio: number;
  /** Of the sound that was played, the part that had to be made up. */
  readonly concealment: number;
}

export function deliveredBetween(before: Sample, after: Sample): Delivered[] {
  const seconds = (after.at - before.at) / 1000;
  return after.received.map((now) => {
    const then = before.received.find(({ track }) => track === now.track);
    const { width, height, shownWidth, shownHeight } = now;
    const samples = now.samples - (then?.samples ?? 0);
    return {
      framesPerSecond: (now.frames - (then?.frames ?? 0)) / seconds,
      width,
      height,
      sharpness: Math.min(width / shownWidth, height / shownHeight),
      areaRatio: (width * height) / (shownWidth * shownHeight),
      concealment: samples > 0 ? (now.concealed - (then?.concealed ?? 0)) / samples : 0,
    };
  });
}
