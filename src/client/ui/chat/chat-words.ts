import type { TFunction } from 'i18next';
import type { ChatEntry } from '../../call/together/chat.ts';
import { currentLocale } from '../kit/i18n.ts';

/** Who wrote the message, and who got it if not everyone. */
export function entryHead(entry: ChatEntry, t: TFunction): { author: string; audience: string | null } {
  if (entry.direction === 'received') {
    return { author: entry.from.name || t('guest'), audience: entry.isPrivate ? t('chat.privateToYou') : null };
  }
  const { to } = entry;
  const audience = to === 'everyone' ? null : t('chat.privateTo', { name: to.name || t('guest') });
  return { author: t('chat.you'), audience };
}

const timeFormats = new Map<string, Intl.DateTimeFormat>();

/** One formatter for all messages: making one costs the page more than drawing a message. */
function timeFormat(): Intl.DateTimeFormat {
  const locale = currentLocale();
  const format = timeFormats.get(locale) ?? new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
  timeFormats.set(locale, format);
  return format;
}

export const entryTime = ({ at }: ChatEntry): string => timeFormat().format(at);

/** The log as a text file has it: a line for each message, further lines of it indented. */
export function chatAsText(entries: readonly ChatEntry[], title: string, t: TFunction): string {
  const lines = entries.map((entry) => {
    const { author, audience } = entryHead(entry, t);
    const head = audience === null ? author : `${author} (${audience})`;
    return `[${entryTime(entry)}] ${head}: ${entry.text.replaceAll('\n', '\n    ')}`;
  });
  return `${[title, '', ...lines].join('\n')}\n`;
}
