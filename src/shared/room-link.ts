import { parseRoomName } from './room-name.ts';

/** A URL in a text, or the text itself where it is a name. */
const URL_IN_TEXT = /(?:https?|web\+madang):\/\/[^\s<>"]+/iu;

function urlIn(text: string): URL | null {
  const found = URL_IN_TEXT.exec(text)?.[0].replace(/^web\+madang:/i, 'https:');
  return found !== undefined && URL.canParse(found) ? new URL(found) : null;
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/**
 * The room that a pasted or shared text is about: it holds a link to a room on `host` below `root`, or is a room's name.
 * Null for anything else, links to other hosts among it. Options in the link are dropped: whoever sent it does not decide
 * whether the lobby is skipped.
 */
export function roomIn(text: string, host: string, root = '/'): string | null {
  const url = urlIn(text);
  if (!url) return parseRoomName(text.trim());
  return url.host === host && url.pathname.startsWith(root)
    ? parseRoomName(decode(url.pathname.slice(root.length)))
    : null;
}
