import { isVisible, withoutLoneSurrogates } from './visible-text.ts';

/** Longest name that is kept, in code points: it must fit on a tile. */
export const MAX_NAME_CODE_POINTS = 40;

/** What is read of a longer text, in UTF-16 units: whatever its length, tidying it is quick. */
const MAX_READ_LENGTH = 400;

/**
 * Control characters, those that turn or hide the text around them (bidi overrides, zero width, line separators), and
 * those that nothing shows (soft hyphens, joiners of marks, tags): with them two names that differ look the same.
 */
const UNSAFE =
  /[\p{Cc}\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]|\u034f/gu;

/** No language stacks more marks on a letter; a tower of them covers the tiles around. */
const TOWER = /(\p{M}{4})\p{M}+/gu;

/** One line of text that a person typed, fit to be shown to others; empty where there is nothing to see in it. */
export function tidyLine(raw: string, maxCodePoints: number): string {
  const read = withoutLoneSurrogates(raw.slice(0, MAX_READ_LENGTH));
  const line = read.normalize('NFC').replace(UNSAFE, ' ').replace(TOWER, '$1').replace(/\s+/gu, ' ').trim();
  const short = Array.from(line).slice(0, maxCodePoints).join('').trim();
  return isVisible(short) ? short : '';
}

/**
 * What a person typed as their name, fit to be shown to others. May be empty, as where there is nothing to see in it:
 * the page then shows "Guest".
 */
export const tidyName = (raw: string): string => tidyLine(raw, MAX_NAME_CODE_POINTS);
