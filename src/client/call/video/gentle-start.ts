import type { PictureId, PixelSize } from '../words.ts';

/**
 * Pictures begin small and slow where many people meet, and grow once they are there. When five come in one instant,
 * twenty pictures begin together; at full size the first of each waits for the others' encoders and decoders.
 */

/** A link whose picture has begun, or not yet. */
export interface Beginner {
  readonly id: PictureId;
  /** Between dialling and the first connection. */
  readonly isConnecting: boolean;
  /** Whether the first frames have been encoded, or there are none to encode. */
  readonly hasBegun: boolean;
}

export type Beginning = ReadonlyMap<PictureId, 'starting' | 'grown'>;

/** Nobody grows while somebody else is about to appear: their first picture needs the processor more. */
export function nextBeginning(before: Beginning, links: readonly Beginner[]): Beginning {
  const isQuiet = !links.some(({ isConnecting }) => isConnecting);
  return new Map(
    links.map(({ id, isConnecting, hasBegun }) => {
      const isGrown = before.get(id) === 'grown' || (isQuiet && !isConnecting && hasBegun);
      return [id, isGrown ? 'grown' : 'starting'];
    }),
  );
}

export interface StartLimit {
  readonly area: number;
  readonly framesPerSecond: number;
}

const limit = ({ width, height }: PixelSize, framesPerSecond: number): StartLimit => ({
  area: width * height,
  framesPerSecond,
});

/**
 * What a picture may have at first.
 *
 * @param count how many people get one
 */
export function startLimit(count: number): StartLimit | null {
  if (count <= 1) return null;
  return count <= 2 ? limit({ width: 320, height: 240 }, 15) : limit({ width: 160, height: 120 }, 10);
}
