import { afterKey, isText, QUIET, waitMsOf, type Typing } from './typing.ts';
import { keyOf, shortcutFor, type Shortcut } from './shortcuts.ts';

const TYPING = 'input, textarea, select, [contenteditable]';
const OPERABLE = 'button, a, summary, [tabindex]';

const isWithin = (target: EventTarget | null, selector: string): boolean =>
  target instanceof Element && target.closest(selector) !== null;

const isWithModifier = ({ ctrlKey, metaKey, altKey }: KeyboardEvent): boolean => ctrlKey || metaKey || altKey;

const isLetter = (key: string): boolean => /^[a-z]$/.test(key);

/** Whether a key writes something where there is a text to write. */
const writes = (key: string): boolean => /^.$/u.test(key);

/**
 * Runs shortcuts: never while somebody types, nor behind a dialog. A letter waits a moment, for the others of a word
 * may follow that was meant for a field without the focus.
 * @returns what ends the listening
 */
export function listenForShortcuts(shortcuts: readonly Shortcut[], isOn: () => boolean): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  let held: { readonly end: () => void; readonly code: string } | null = null;
  let clicked: Element | null = null;
  let typing: Typing = QUIET;
  let waiting: ReturnType<typeof setTimeout> | undefined;

  /** Space presses a button that the keyboard has reached; on one that was only clicked it talks. */
  const belongsToFocus = (event: KeyboardEvent): boolean =>
    event.key === ' ' && isWithin(event.target, OPERABLE) && event.target !== clicked;

  function release(): void {
    held?.end();
    held = null;
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (!isOn() || event.defaultPrevented || event.isComposing || isWithModifier(event)) return;
    if (isWithin(event.target, TYPING) || document.querySelector(':modal') || belongsToFocus(event)) return;
    const shortcut = shortcutFor(shortcuts, event);
    if (shortcut) event.preventDefault();
    if (event.repeat || !writes(keyOf(event))) return;
    const isQuiet = typing.type !== 'pressed' && !isText(typing, event.timeStamp);
    if (shortcut && !isLetter(shortcut.key) && isQuiet) pressNow(shortcut, event.code);
    else note(keyOf(event), shortcut, event.timeStamp);
  }

  function pressNow(shortcut: Shortcut, code: string): void {
    release();
    if (shortcut.hold) held = { end: shortcut.hold(), code };
    else shortcut.press();
  }

  function note(key: string, shortcut: Shortcut | undefined, atMs: number): void {
    clearTimeout(waiting);
    typing = afterKey(typing, { key, isShortcut: shortcut !== undefined && isLetter(key), atMs });
    if (shortcut && typing.type === 'pressed') waiting = setTimeout(() => pressNoted(shortcut), waitMsOf(shortcut));
  }

  function pressNoted(shortcut: Shortcut): void {
    const times = typing.type === 'pressed' ? typing.times : 0;
    typing = QUIET;
    for (let time = 0; time < times; time += 1) shortcut.press();
  }

  addEventListener('keydown', onKeyDown, { signal });
  addEventListener(
    'keyup',
    (event) => {
      if (event.code !== held?.code) return;
      // Otherwise letting go would press a button that was clicked before.
      event.preventDefault();
      release();
    },
    { signal },
  );
  // The key may be let go where this page does not hear of it.
  addEventListener('blur', release, { signal });
  addEventListener(
    'pointerdown',
    ({ target }) => {
      clicked = target instanceof Element ? target.closest(OPERABLE) : null;
    },
    { signal },
  );
  return () => {
    release();
    clearTimeout(waiting);
    listening.abort();
  };
}
