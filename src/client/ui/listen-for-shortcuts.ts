import { shortcutFor, type Shortcut } from './shortcuts.ts';

const TYPING = 'input, textarea, select, [contenteditable]';
const OPERABLE = 'button, a, summary, [tabindex]';

const isWithin = (target: EventTarget | null, selector: string): boolean =>
  target instanceof Element && target.closest(selector) !== null;

const isWithModifier = ({ ctrlKey, metaKey, altKey }: KeyboardEvent): boolean => ctrlKey || metaKey || altKey;

/**
 * Runs shortcuts: never while somebody types, nor behind a dialog.
 * @returns what ends the listening
 */
export function listenForShortcuts(shortcuts: readonly Shortcut[], isOn: () => boolean): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  let held: { readonly shortcut: Shortcut; readonly code: string } | null = null;
  let clicked: Element | null = null;

  /** Space presses a button that the keyboard has reached; on one that was only clicked it talks. */
  const belongsToFocus = (event: KeyboardEvent): boolean =>
    event.key === ' ' && isWithin(event.target, OPERABLE) && event.target !== clicked;

  function release(): void {
    held?.shortcut.release?.();
    held = null;
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (!isOn() || event.defaultPrevented || event.isComposing || isWithModifier(event)) return;
    if (isWithin(event.target, TYPING) || document.querySelector(':modal') || belongsToFocus(event)) return;
    const shortcut = shortcutFor(shortcuts, event);
    if (!shortcut) return;
    event.preventDefault();
    if (event.repeat) return;
    release();
    if (shortcut.release) held = { shortcut, code: event.code };
    shortcut.press();
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
    listening.abort();
  };
}
