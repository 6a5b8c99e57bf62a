import { isOfferedIn, type Action, type ActionShortcut } from '../bar/action.ts';
import type { AppContext } from '../context.ts';

/** What one key does on this page. */
export interface Shortcut extends Pick<ActionShortcut, 'key' | 'isGrave'> {
  readonly press: () => void;
  /** For what lasts as long as the key is down; returns what ends it. */
  readonly hold?: (() => () => void) | undefined;
}

export const shortcutsOf = (actions: readonly Action[], app: AppContext): readonly Shortcut[] =>
  actions.flatMap((action) => {
    const { shortcut } = action;
    if (!shortcut) return [];
    const { hold, press = action.press } = shortcut;
    return {
      ...shortcut,
      press() {
        if (isOfferedIn(app)(action)) press?.(app);
      },
      hold: hold && (() => hold(app)),
    };
  });

type Key = Pick<KeyboardEvent, 'key' | 'code'>;

/** A keyboard set to Korean has ㅡ where others have M: then it is the place of the key that counts. */
export function keyOf({ key, code }: Key): string {
  if (/^[\x20-\x7e]$/.test(key)) return key.toLowerCase();
  return /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? key;
}

export const shortcutFor = (shortcuts: readonly Shortcut[], pressed: Key): Shortcut | undefined =>
  shortcuts.find(({ key }) => key === keyOf(pressed));
