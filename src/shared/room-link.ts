import { parseRoomName } from './room-name.ts';

/** Where the rooms of a site are: `root` is the path that they stand behind. */
export interface RoomSite {
  readonly hosts: readonly string[];
  readonly root: string;
}

/** A URL in a text: brackets, quotes and the punctuation of Korean, Chinese and Japanese are not part of it. */
const URL_IN_TEXT = /(?:https?|web\+madang):\/\/[^\s<>()[\]{}"'“”‘’«»「」『』《》〈〉。、，：；！？…]+/giu;

/** More than any name has, percent-encoded and with what stands around it: searching it is quick, whatever it holds. */
const MAX_NAME_LENGTH = 1000;

/** Characters that cannot be seen; some programs add them to what they copy. */
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

/** Punctuation of the sentence, not of the link. A room's name ends with none of these. */
const TRAILING = /[/.,:;!?~*…。]+$/u;
const AROUND = /^[\s/<>()[\]{}"'“”‘’«»「」『』]+|[\s<>()[\]{}"'“”‘’«»「」『』/.,:;!?~*…。]+$/gu;

/**
 * What Korean adds to a word. Programs copy a link to a room with a Korean name percent-encoded, so Hangul in it as such
 * was usually typed after it.
 */
const LONG_PARTICLES = '(?:으로|에서|에게|한테|까지|부터|이라고|라고|입니다|이에요|예요|이야|인데)';
const PARTICLES = `(?:${LONG_PARTICLES}|[로에을를이가은는와과의도만요야])`;

/** A name that is surely over where something else begins. */
const COMPLETE: readonly RegExp[] = [
  /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?![\w-])/iu,
  // What encodes one letter encodes all of them.
  /^((?:[\w-]|%[0-9a-f]{2})*%[0-9a-f]{2}[\w-]*)[^\x20-\x7e]/iu,
  new RegExp(`^([\\w-]+)${LONG_PARTICLES}\\p{Script=Hangul}*$`, 'iu'),
];
const ENDS_LIKE_PARTICLE = new RegExp(`${PARTICLES}$`, 'u');
const LATIN_WITH_PARTICLE = new RegExp(`^([\\w-]*[a-z_-])${PARTICLES}$`, 'iu');

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/**
 * The name in a link's path as it stands in the text.
 * @param isInSentence words follow on the same line, so that what ends the link may belong to them
 * @returns null when it cannot be told where the name ends: a wrong room is worse than none
 */
function nameOf(rawPath: string, isInSentence: boolean): string | null {
  if (rawPath.length > MAX_NAME_LENGTH) return '';
  const path = rawPath.replace(TRAILING, '');
  for (const complete of COMPLETE) {
    const [, name] = complete.exec(path) ?? [];
    if (name !== undefined) return decode(name);
  }
  if (!isInSentence || !ENDS_LIKE_PARTICLE.test(path)) return decode(path);
  return LATIN_WITH_PARTICLE.exec(path)?.[1] ?? null;
}

const withoutWww = (host: string): string => host.toLowerCase().replace(/^www\./, '');

interface Link {
  readonly host: string;
  /** As it stands in the text, from the first `/` on, without options. */
  readonly path: string;
  readonly isInSentence: boolean;
}

function linksIn(text: string): Link[] {
  return [...text.matchAll(URL_IN_TEXT)].flatMap(({ 0: found, index }) => {
    const [address = ''] = found.split(/[?#]/, 1);
    const [, rest = ''] = address.split('://', 2);
    const url = found.replace(/^web\+madang:/i, 'https:');
    if (!URL.canParse(url)) return [];
    const hasOptions = address !== found;
    const isInSentence = !hasOptions && /^[^\S\n]+\S/u.test(text.slice(index + found.length));
    const slashAt = rest.indexOf('/');
    return [{ host: new URL(url).host, path: slashAt < 0 ? '' : rest.slice(slashAt), isInSentence }];
  });
}

/** People leave out the protocol: only of the site's own hosts this can be told from other words. */
function withProtocols(text: string, { hosts }: RoomSite): string {
  return hosts.reduce((soFar, host) => {
    const escaped = withoutWww(host).replace(/[.[\]]/g, String.raw`\$&`);
    return soFar.replace(new RegExp(`(?<![\\w@./:-])(?:www\\.)?${escaped}(?=/)`, 'giu'), `https://${host}`);
  }, text);
}

/** Why no room is opened: there is none in it, several, or one whose name may go on or not. */
export type NoRoom = 'none' | 'several' | 'unclear';

/**
 * The room that pasted or shared texts are about: one of them holds a link to a room of this site, or is a room's name.
 * Options in the link are dropped: its sender does not decide whether the lobby is skipped.
 */
export function roomIn(texts: readonly string[], site: RoomSite): { readonly room: string } | NoRoom {
  const visible = texts.map((text) => withProtocols(text.replace(INVISIBLE, ''), site));
  const links = visible.flatMap(linksIn);
  if (links.length === 0) {
    // A page that is shared from elsewhere comes with its title, which is no room's name.
    const [name = '', ...others] = visible
      .map((text) => (text.length > MAX_NAME_LENGTH ? text : text.replace(AROUND, '')))
      .filter((text) => text !== '');
    const room = others.length > 0 ? null : parseRoomName(name);
    return room === null ? 'none' : { room };
  }
  const own = links.filter(({ host }) => site.hosts.some((each) => withoutWww(each) === withoutWww(host)));
  const names = own
    .filter(({ path }) => path.startsWith(site.root))
    .map(({ path, isInSentence }) => nameOf(path.slice(site.root.length), isInSentence));
  if (names.includes(null)) return 'unclear';
  const rooms = new Set(names.map((name) => parseRoomName(name ?? '')).filter((room) => room !== null));
  const [room] = rooms;
  if (room === undefined) return 'none';
  return rooms.size === 1 ? { room } : 'several';
}
