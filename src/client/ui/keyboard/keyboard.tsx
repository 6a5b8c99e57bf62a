import { useSignal } from '@preact/signals';
import { Keyboard as KeyboardIcon } from 'lucide';
import { useLayoutEffect, useMemo } from 'preact/hooks';
import { useApp } from '../context.ts';
import { useT } from '../kit/i18n.ts';
import { Icon } from '../kit/icon.tsx';
import { lazy } from '../kit/lazy.tsx';
import { listenForShortcuts } from './listen-for-shortcuts.ts';
import { shortcutTable } from './shortcut-table.ts';

const ShortcutsSheet = lazy(() => import('./shortcuts-sheet.tsx').then((module) => module.ShortcutsSheet));

/** Listens to the keyboard, and shows what it hears. */
export function Keyboard() {
  const app = useApp();
  const t = useT();
  const isHelpShown = useSignal(false);
  const shortcuts = useMemo(
    () => shortcutTable({ ...app, showHelp: () => (isHelpShown.value = true) }),
    [app, isHelpShown],
  );
  // Before the buttons are seen, for whoever sees one presses its key.
  useLayoutEffect(
    () => listenForShortcuts(shortcuts, () => app.settings.preferences.peek().hasShortcuts),
    [shortcuts, app],
  );

  return (
    <>
      <button
        type="button"
        class="icon-button bar__shortcuts"
        aria-label={t('shortcuts.title')}
        title={`${t('shortcuts.title')} (?)`}
        aria-keyshortcuts="?"
        onClick={() => (isHelpShown.value = true)}
      >
        <Icon of={KeyboardIcon} />
      </button>
      {isHelpShown.value && <ShortcutsSheet shortcuts={shortcuts} onClose={() => (isHelpShown.value = false)} />}
    </>
  );
}
