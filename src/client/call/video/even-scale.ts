import type { PixelSize } from '../words.ts';

/**
 * Encoders in phones and graphics cards work in blocks. H.264's are 16 pixels wide and high, and some encoders freeze
 * or smear when a size is no multiple of that: https://github.com/w3c/webrtc-pc/issues/2802,
 * https://github.com/twilio/video-quickstart-android/issues/481. Where no such size is near, blocks of 8 are the next
 * best, and so on: a size that is even is the least that every encoder asks for. `finer` and `coarser` say how many
 * times larger or smaller than asked for the sides may become, `coarsest` how many times smaller where they must not
 * become larger.
 */
const BLOCKS = [
  { block: 16, finer: 1.13, coarser: 1.05, coarsest: 1.15 },
  { block: 8, finer: 1.45, coarser: 1.45, coarsest: 2 },
  { block: 4, finer: 1.45, coarser: 1.45, coarsest: 2 },
  { block: 2, finer: 1.45, coarser: 1.45, coarsest: 2 },
] as const;

/** Some browsers cut a size off to a whole number, others round it: below this part of a pixel both come to the same. */
const ROUNDED_OFF = 0.5;
/** Keeps a scale away from the edges of what is allowed: 640 / (640 / 304) must not come out as 303.9999. */
const MARGIN = 0.001;

/** The scale at which both sides come out as whole blocks, with `across` pixels in width; null where there is none. */
function scaleFor({ width, height }: PixelSize, across: number, block: number): number | null {
  const down = Math.round((height * across) / width / block) * block;
  if (down === 0) return null;
  const least = Math.max(width / (across + ROUNDED_OFF - MARGIN), height / (down + ROUNDED_OFF - MARGIN));
  const most = Math.min(width / (across + MARGIN), height / (down + MARGIN));
  return least <= most ? most : null;
}

/** How far two scales are from each other, whichever is larger. */
const distance = (a: number, b: number): number => Math.max(a / b, b / a);

export type Rounding = 'nearest' | 'coarser' | 'finer';

/**
 * How many times smaller than the source a picture is sent, so that its size suits encoders. What is not made smaller
 * stays as the camera delivers it: that size every encoder of the device has to take.
 *
 * @param rounding `coarser` where a line does not carry more than was asked for, `finer` where text must stay readable
 */
export function evenScale(source: PixelSize, asked: number, rounding: Rounding = 'nearest'): number {
  if (asked <= 1) return 1;
  for (const { block, finer, coarser, coarsest } of BLOCKS) {
    const least = rounding === 'coarser' ? asked : asked / finer;
    const most = asked * (rounding === 'nearest' ? coarser : rounding === 'coarser' ? coarsest : 1);
    const scales: number[] = least <= 1 ? [1] : [];
    const widest = Math.min(source.width, source.width / least);
    for (let across = Math.ceil(source.width / most / block) * block; across <= widest; across += block) {
      const scale = scaleFor(source, across, block);
      if (scale !== null && scale >= 1) scales.push(scale);
    }
    const [best] = scales.sort((a, b) => distance(a, asked) - distance(b, asked));
    if (best !== undefined) return best;
  }
  return asked;
}
