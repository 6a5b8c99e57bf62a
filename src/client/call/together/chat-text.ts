import { isVisible, withoutLoneSurrogates } from '../../../shared/visible-text.ts';

/** Longest message that is sent or shown, in UTF-16 units. */
export const MAX_CHAT_LENGTH = 4000;

/** Control characters, and those that turn the text around them; line breaks and tabs are dealt with apart. */
const UNSAFE = /(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** More blank lines than one only push what others wrote out of sight. */
const BLANK_LINES = /\n(?:[ \t]*\n){2,}/g;

/**
 * What somebody wrote, fit to be shown as text; empty when there is nothing to see in it. Takes time in proportion to
 * the text: `/\s+$/` would start anew at each of many spaces.
 */
export function tidyChatText(raw: string): string {
  const text = withoutLoneSurrogates(raw)
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(UNSAFE, '')
    .replace(BLANK_LINES, '\n\n')
    .replace(/^\s*\n/, '')
    .trimEnd();
  return isVisible(text) ? text : '';
}
