/**
 * A name that somebody else has given a file, made fit to be shown and to be saved under: one path segment on any
 * system, without characters that make it look like another name.
 */

/** In UTF-16 units. Common file systems take 255 bytes, which this stays below in any script (3 bytes a unit). */
const MAX_LENGTH = 80;
const MAX_EXTENSION_LENGTH = 16;
/** No file system has longer names. The middle of one that somebody made up is not read. */
const MAX_READ_LENGTH = 1024;

/** Windows takes these for devices, with any extension. */
const DEVICE_NAME = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** Joins emoji; the other invisible ones (bidi overrides, zero-width spaces, tags) only deceive. */
const JOINER = '\u200d';

const isVisible = (character: string): boolean =>
  character === JOINER || !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}\p{Cs}]/u.test(character);

function shorten(name: string): string {
  if (name.length <= MAX_LENGTH) return name;
  const dot = name.lastIndexOf('.');
  const extension = dot > 0 && name.length - dot <= MAX_EXTENSION_LENGTH ? name.slice(dot) : '';
  const start = name.slice(0, MAX_LENGTH - extension.length - 1);
  // Not through the middle of a character.
  return `${start.replace(/[\ud800-\udbff]$/, '')}…${extension}`;
}

/**
 * No hidden files, and none whose dots and spaces at the end Windows would drop. Not `/[. ]+$/`, which starts anew at
 * each of many dots.
 */
function withoutDots(name: string): string {
  let end = name.length;
  while (end > 0 && '. '.includes(name.charAt(end - 1))) end -= 1;
  return name.slice(0, end).replace(/^[. ]+/, '');
}

const readable = (name: string): string =>
  name.length <= MAX_READ_LENGTH ? name : name.slice(0, MAX_READ_LENGTH / 2) + name.slice(-MAX_READ_LENGTH / 2);

/** @returns '' when nothing is left of it */
export function safeFileName(name: string): string {
  const [segment = ''] = readable(name).split(/[\\/]/).slice(-1);
  const visible = Array.from(segment.normalize('NFC')).filter(isVisible).join('');
  const plain = withoutDots(visible.replace(/[<>:"|?*]/g, '_').replace(/\s+/g, ' '));
  return shorten(DEVICE_NAME.test(plain) ? `_${plain}` : plain);
}
