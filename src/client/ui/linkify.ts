/** A part of a text: words, or an address that can be opened. */
export type TextPart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'link'; readonly text: string; readonly url: string };

const PROTOCOLS = ['http:', 'https:', 'mailto:'];

/**
 * What may be an address: with its protocol, starting with `www.`, or a mail address. The limits are far above what
 * is written, and keep the search short in a text that was made to be slow.
 */
const CANDIDATE = /(?:https?:\/\/|mailto:|www\.)[^\s<>"]{1,2000}|[\w.%+-]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)+/gi;

/** What ends a sentence rather than an address. */
const TRAILING = '.,;:!?\'"”’」』…~。、';

const BRACKETS: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

const countOf = (text: string, character: string): number => text.split(character).length - 1;

/** A bracket belongs to the address only if it was opened there: "(see https://a.example/b_(c))". */
function withoutTrailing(text: string): string {
  let rest = text;
  for (;;) {
    const last = rest.at(-1) ?? '';
    const opening = BRACKETS[last];
    const isLoose = opening !== undefined && countOf(rest, last) > countOf(rest, opening);
    if (last === '' || !(TRAILING.includes(last) || isLoose)) return rest;
    rest = rest.slice(0, -1);
  }
}

/**
 * Korean adds its particles to the word before: "https://a.example에서". No top-level domain mixes Latin letters with
 * others, and no port is anything but digits, so that what follows either is not the address's.
 */
function withoutParticle(text: string): string {
  const [upToHost = ''] = /^(?:https?:\/\/)?[^/?#]*/i.exec(text) ?? [];
  const lastLabelAt = Math.max(upToHost.lastIndexOf('.'), upToHost.lastIndexOf('/')) + 1;
  const [latin = ''] = /^[a-z0-9-]+(?::\d+)?(?=[^\x20-\x7e])/i.exec(upToHost.slice(lastLabelAt)) ?? [];
  return latin === '' ? text : text.slice(0, lastLabelAt + latin.length);
}

function parse(address: string): URL | null {
  try {
    return new URL(address);
  } catch {
    return null;
  }
}

function urlOf(text: string): string | null {
  const hasProtocol = /^(?:https?|mailto):/i.test(text);
  const url = parse(hasProtocol ? text : /^www\./i.test(text) ? `https://${text}` : `mailto:${text}`);
  if (!url || !PROTOCOLS.includes(url.protocol)) return null;
  // https://bank.example@evil.example looks like the one and opens the other.
  if (url.username !== '' || url.password !== '') return null;
  // A mail that somebody else has written is not for us to open.
  if (url.protocol === 'mailto:') url.search = '';
  return url.href;
}

/** Finds the addresses in a text that may be opened safely; everything else stays text. */
export function linkify(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const { 0: candidate, index } of text.matchAll(CANDIDATE)) {
    const link = withoutParticle(withoutTrailing(candidate));
    const url = urlOf(link);
    if (url === null) continue;
    if (index > end) parts.push({ type: 'text', text: text.slice(end, index) });
    parts.push({ type: 'link', text: link, url });
    end = index + link.length;
  }
  if (end < text.length) parts.push({ type: 'text', text: text.slice(end) });
  return parts;
}
