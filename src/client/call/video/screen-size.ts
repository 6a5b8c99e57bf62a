import { areaOf } from './view.ts';
import type { PixelSize } from '../words.ts';
import type { ScreenContent } from '../words.ts';

/**
 * The most pixels of a screen that are sent, whatever its shape: those of an ultrawide screen, which 2560 × 1440 is
 * well below. A mesh sends each screen many times, so one of 3840 × 2160 is made smaller. At 30 frames a second a
 * film needs no more than what it was made in.
 */
const MAX_AREAS: Readonly<Record<ScreenContent, number>> = { sharp: 3440 * 1440, smooth: 1920 * 1080 };

/** How many times smaller a screen of this size has to be sent, at least 1. */
export const boundedScale = (size: PixelSize, content: ScreenContent): number =>
  Math.max(1, Math.sqrt(areaOf(size) / MAX_AREAS[content]));

/**
 * The longest side to capture of a screen that is larger than what is sent; null for one that is not, for a window may
 * still grow. Of both sides, for a window may become as tall as it was wide.
 */
export function longestSide(size: PixelSize, content: ScreenContent): number | null {
  const scale = boundedScale(size, content);
  return scale === 1 ? null : Math.ceil(Math.max(size.width, size.height) / scale);
}
