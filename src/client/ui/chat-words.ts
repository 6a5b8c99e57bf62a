import type { TFunction } from 'i18next';
import type { ChatEntry } from '../call/chat.ts';
import { currentLocale } from './i18n.ts';

/** Who wrote it, and to whom if not to everyone. */
export function entryHead(entry: ChatEntry, t: TFunction): { author: string; audience: string | null } {
  if (entry.direction === 'received') {
    return { author: entry.from.name || t('guest'), audience: entry.isPrivate ? t('chat.privateToYou') : null };
  }
  const { to } = entry;
  const audience = to === 'everyone' ? null : t('chat.privateTo', { name: to.name || t('guest') });
  return { author: t('chat.you'), audience };
}

export const entryTime = ({ at }: ChatEntry): string =>
  new Intl.DateTimeFormat(currentLocale(), { timeStyle: 'short' }).format(at);

/** The log as a text file has it: a line for each message, further lines of it indented. */
export function chatAsText(entries: readonly ChatEntry[], title: string, t: TFunction): string {
  const lines = entries.map((entry) => {
    const { author, audience } = entryHead(entry, t);
    const head = audience === null ? author : `${author} (${audience})`;
    return `[${entryTime(entry)}] ${head}: ${entry.text.replaceAll('\n', '\n    ')}`;
  });
  return `${[title, '', ...lines].join('\n')}\n`;
}
