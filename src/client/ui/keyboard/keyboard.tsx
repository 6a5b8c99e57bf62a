import { useLayoutEffect } from 'preact/hooks';
import { ActionButton } from '../bar/action-button.tsx';
import { ACTIONS, SHORTCUT_LIST } from '../bar/actions.ts';
import { useApp } from '../context.ts';
import { listenForShortcuts } from './listen-for-shortcuts.ts';
import { shortcutsOf } from './shortcuts.ts';

/** Listens to the keyboard, and has the button that lists what it hears. */
export function Keyboard() {
  const app = useApp();
  // Before the buttons are seen: a person who sees one may press its key.
  useLayoutEffect(
    () => listenForShortcuts(shortcutsOf(ACTIONS, app), () => app.settings.preferences.peek().hasShortcuts),
    [app],
  );
  return <ActionButton action={SHORTCUT_LIST} looks="icon-button bar__shortcuts" />;
}
