/** Longest message that is sent or shown, in UTF-16 units. */
export const MAX_CHAT_LENGTH = 4000;

/** Control characters, and those that turn the text around them; line breaks and tabs are dealt with apart. */
const UNSAFE = /(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** More blank lines than one only push what others wrote out of sight. */
const BLANK_LINES = /\n(?:[ \t]*\n){2,}/g;

/** Something that leaves a mark on the screen. The four are letters by name only: fillers for Hangul that is not there. */
const VISIBLE = /(?![\u115f\u1160\u3164\uffa0])[\p{L}\p{N}\p{P}\p{S}]/u;

/** What somebody wrote, fit to be shown as text; empty when there is nothing to see in it. */
export function tidyChatText(raw: string): string {
  const text = raw
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(UNSAFE, '')
    .replace(BLANK_LINES, '\n\n')
    .replace(/^\s*\n|\s+$/g, '');
  return VISIBLE.test(text) ? text : '';
}
