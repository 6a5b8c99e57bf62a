import { areaOf, type View } from './view.ts';
import type { Economy } from '../words.ts';

/**
 * How large the camera's picture should be. `standard` is what a camera starts with, because it starts fast;
 * `high` costs four times the work in every encoder that needs no such picture too, so somebody has to show it.
 */
export type CaptureSize = 'standard' | 'high';

export const CAPTURE_SIZES = {
  standard: { width: 640, height: 480 },
  high: { width: 1280, height: 720 },
} as const;

/** Shown a little larger the standard size still looks sharp. */
const HIGH_FROM = 1.2;
/** Once it is there a tile may be dragged smaller and larger without the camera starting anew each time. */
const STANDARD_BELOW = 0.9;

export interface CaptureSituation {
  readonly views: readonly View[];
  readonly economy: Economy;
  /** Whether this device is strong enough to encode the high size for somebody. */
  readonly isCapable: boolean;
}

export function captureFor({ views, economy, isCapable }: CaptureSituation, before: CaptureSize): CaptureSize {
  if (economy !== 'none' || !isCapable) return 'standard';
  const largest = Math.max(0, ...views.map(areaOf)) / areaOf(CAPTURE_SIZES.standard);
  return largest >= (before === 'high' ? STANDARD_BELOW : HIGH_FROM) ? 'high' : 'standard';
}
