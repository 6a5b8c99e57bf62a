import type { TFunction } from 'i18next';
import { MAX_MEMORY_BYTES } from '../../call/files/save-place.ts';
import type { Transfer } from '../../call/files/transfer.ts';
import { currentLocale } from '../kit/i18n.ts';

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** A size as people read it, such as `3.4 MB`: in powers of ten, as systems show them. */
export function formatBytes(bytes: number): string {
  const power = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const value = bytes / 1000 ** power;
  return value.toLocaleString(currentLocale(), {
    style: 'unit',
    unit: UNITS[power] ?? 'byte',
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: power < 2 || value >= 100 ? 0 : 1,
  });
}

/** What a transfer waits for, or how it ended; null while it goes on. */
export function outcomeOf({ progress, direction, participantName, place }: Transfer, t: TFunction): string | null {
  const name = participantName || t('guest');
  const limit = formatBytes(MAX_MEMORY_BYTES);
  switch (progress.status) {
    case 'offered':
      if (place === 'disk' || place === 'too-large') return t(`files.failed.in.${place}`, { name, limit });
      if (place === 'memory') return t('files.offered.memory', { name, limit });
      return t(`files.offered.${direction}`, { name });
    case 'done':
      return t(`files.done.${direction}`, { name });
    case 'failed':
      return t(`files.failed.${direction}.${progress.reason}`, { name, limit });
    default:
      return null;
  }
}
