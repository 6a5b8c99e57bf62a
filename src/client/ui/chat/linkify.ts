/** A part of a text: words, or an address that can be opened. */
export type TextPart =
  | { readonly type: 'text'; readonly text: string }
  | {
      readonly type: 'link';
      readonly text: string;
      readonly url: string;
      /** The host that is opened, where the text shows another one: letters of other scripts can look like Latin ones. */
      readonly realHost: string | null;
    };

const PROTOCOLS = ['http:', 'https:', 'mailto:'];

/** Where an address may begin: with its protocol or with `www.`; a mail address is found by its `@`. */
const START = /https?:\/\/|mailto:|www\.|@/gi;

/**
 * What an address is made of. White space and quotes end it, and so do brackets and punctuation of full width (those
 * of Chinese, Japanese and Korean sentences) and invisible characters, which would make it look like another one.
 * Browsers read U+3002, U+FF0E and U+FF61 as full stops; a person reads the end of a sentence.
 */
const BODY =
  /[^\s<>"“”‘’…\p{Cc}\p{Cf}\u3000-\u3004\u3008-\u303f\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]{1,2000}/uy;

const MAIL_NAME = /^[\w.%+-]$/;
const MAX_MAIL_NAME_LENGTH = 64;
const MAIL_HOST = /[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})+/iy;

/** What ends a sentence rather than an address. */
const TRAILING = ".,;:!?'…~";

const OPENING: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** A bracket belongs to the address only if it was opened there: "(see https://a.example/b_(c))". */
function withoutTrailing(text: string): string {
  const surplus: Record<string, number> = {};
  for (const character of text) {
    const pair = OPENING[character] ?? character;
    surplus[pair] = (surplus[pair] ?? 0) + (pair === character ? -1 : 1);
  }
  let end = text.length;
  for (; end > 0; end -= 1) {
    const last = text.charAt(end - 1);
    const opening = OPENING[last];
    if (opening !== undefined && (surplus[opening] ?? 0) > 0) surplus[opening] = (surplus[opening] ?? 0) - 1;
    else if (!TRAILING.includes(last)) break;
  }
  return text.slice(0, end);
}

/**
 * Korean adds its particles to the word before: "https://a.example에서". No top-level domain mixes Latin letters with
 * others, and no port is anything but digits, so that what follows either is not the address's.
 */
function withoutWordsAtHost(text: string): string {
  const [upToHost = ''] = /^(?:https?:\/\/)?[^/?#]*/i.exec(text) ?? [];
  const lastLabelAt = Math.max(upToHost.lastIndexOf('.'), upToHost.lastIndexOf('/')) + 1;
  const [latin = ''] = /^[a-z0-9-]+(?::\d+)?(?=[^\x20-\x7e])/i.exec(upToHost.slice(lastLabelAt)) ?? [];
  return latin === '' ? text : text.slice(0, lastLabelAt + latin.length);
}

/** Letters of scripts that are written without a space behind a word. */
const GLUED = /^[\p{sc=Hangul}\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー]$/u;

/** The same behind a path: "https://a.example/room에서". Words in a path stand between its own marks: "/우리방". */
function withoutWordsAtEnd(text: string): string {
  let end = text.length;
  while (end > 0 && GLUED.test(text.charAt(end - 1))) end -= 1;
  return end < text.length && /^[a-z0-9)\]}]$/i.test(text.charAt(end - 1)) ? text.slice(0, end) : text;
}

function parse(address: string): URL | null {
  try {
    return new URL(address);
  } catch {
    return null;
  }
}

function urlOf(text: string): URL | null {
  const hasProtocol = /^(?:https?|mailto):/i.test(text);
  const url = parse(hasProtocol ? text : /^www\./i.test(text) ? `https://${text}` : `mailto:${text}`);
  if (!url || !PROTOCOLS.includes(url.protocol)) return null;
  // https://bank.example@evil.example looks like the one and opens the other.
  if (url.username !== '' || url.password !== '') return null;
  // A mail that somebody else has written is not for us to open.
  if (url.protocol === 'mailto:') url.search = '';
  return url;
}

function realHostOf(text: string, { hostname }: URL): string | null {
  const [shown = ''] = /^(?:https?:\/\/)?[^/?#:]*/i.exec(text) ?? [];
  return hostname === '' || shown.replace(/^https?:\/\//i, '').toLowerCase() === hostname ? null : hostname;
}

/** An `@` stands in the middle of its address. */
function startOfMail(text: string, at: number, after: number): number {
  const first = Math.max(after, at - MAX_MAIL_NAME_LENGTH);
  let start = at;
  while (start > first && MAIL_NAME.test(text.charAt(start - 1))) start -= 1;
  return start;
}

/** What may be an address, from `start` to where nothing can belong to it any more; null without a host. */
function candidateIn(text: string, start: number, { 0: mark, index }: RegExpExecArray): string | null {
  const isMail = mark === '@';
  if (isMail && start === index) return null;
  const rest = isMail ? MAIL_HOST : BODY;
  rest.lastIndex = index + mark.length;
  return rest.test(text) ? text.slice(start, rest.lastIndex) : null;
}

/**
 * Finds the addresses in a text that may be opened safely; everything else stays text. No library does it: they take
 * the words that Korean, Japanese and Chinese write right behind an address for a part of it.
 */
export function linkify(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  const search = new RegExp(START);
  let end = 0;
  for (let found = search.exec(text); found; found = search.exec(text)) {
    const start = found[0] === '@' ? startOfMail(text, found.index, end) : found.index;
    const candidate = candidateIn(text, start, found);
    if (candidate === null) continue;
    search.lastIndex = start + candidate.length;
    const link = withoutTrailing(withoutWordsAtEnd(withoutTrailing(withoutWordsAtHost(candidate))));
    const url = urlOf(link);
    if (url === null) continue;
    if (start > end) parts.push({ type: 'text', text: text.slice(end, start) });
    parts.push({ type: 'link', text: link, url: url.href, realHost: realHostOf(link, url) });
    end = start + link.length;
  }
  if (end < text.length) parts.push({ type: 'text', text: text.slice(end) });
  return parts;
}
