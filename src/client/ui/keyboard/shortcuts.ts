import type { ParseKeys } from 'i18next';

/** What one key does. */
export interface Shortcut {
  /** As `KeyboardEvent.key` has it; letters in lower case. */
  readonly key: string;
  readonly label: Extract<ParseKeys, `shortcuts.${string}`>;
  readonly press: () => void;
  /** The others notice it, or it ends the call: it waits longer for what would make it a letter of a text. */
  readonly isGrave?: boolean;
  /** For what lasts as long as the key is down. */
  readonly release?: () => void;
}

type Key = Pick<KeyboardEvent, 'key' | 'code'>;

/** A keyboard set to Korean has ㅡ where others have M: then it is the place of the key that counts. */
export function keyOf({ key, code }: Key): string {
  if (/^[\x20-\x7e]$/.test(key)) return key.toLowerCase();
  return /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? key;
}

export const shortcutFor = (shortcuts: readonly Shortcut[], pressed: Key): Shortcut | undefined =>
  shortcuts.find(({ key }) => key === keyOf(pressed));
