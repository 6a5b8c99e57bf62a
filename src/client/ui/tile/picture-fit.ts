import type { Size } from '../stage/grid.ts';

/** How a picture lies in a tile of another shape: cropped to fill it, or whole, with bars beside it. Pure. */
export type PictureFit = 'fill' | 'whole';

/**
 * A camera of 4:3 in a tile of 16:9 loses a quarter and nothing that matters; an upright phone in the same tile loses
 * more than half, and with it half a face.
 */
const MAX_CROPPED = 0.35;

/** The part of a picture that is cut off where it fills a frame: 0 to 1. */
export function croppedPart(picture: Size, frame: Size): number {
  const ratio = (picture.width * frame.height) / (picture.height * frame.width);
  return 1 - Math.min(ratio, 1 / ratio);
}

/** What the person chose for the tile, else what shows enough of the picture. */
export function fitFor(picture: Size | null, frame: Size, chosen: PictureFit | null): PictureFit {
  if (chosen !== null) return chosen;
  return picture !== null && croppedPart(picture, frame) > MAX_CROPPED ? 'whole' : 'fill';
}
