import type { VideoEncoding } from './uplink-budget.ts';

/**
 * How a shared screen is sent to each viewer: sharp before smooth. 1500 kbit/s keep text of 1920 × 1080 clean while
 * somebody scrolls; a screen that stands still takes next to nothing.
 */
export const SCREEN_ENCODING: VideoEncoding = {
  kind: 'screen',
  isActive: true,
  maxKbps: 1500,
  scaleDownBy: 1,
  maxFramesPerSecond: 15,
  priority: 'medium',
};
