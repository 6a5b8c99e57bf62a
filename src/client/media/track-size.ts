import type { PixelSize } from '../call/words.ts';

/** What a video track delivers; null while the browser does not tell. */
export function sizeOf(track: MediaStreamTrack): PixelSize | null {
  const { width = 0, height = 0 } = track.getSettings();
  return width > 0 && height > 0 ? { width, height } : null;
}
