import { useApp } from '../context.ts';
import { Dialog, type DialogProps } from '../kit/dialog.tsx';
import { useT } from '../kit/i18n.ts';
import type { Shortcut } from './shortcuts.ts';
import { Switch } from '../kit/switch.tsx';

/** All shortcuts, and the switch that WCAG 2.1.4 asks for. */
export function ShortcutsSheet({ shortcuts, onClose }: DialogProps & { readonly shortcuts: readonly Shortcut[] }) {
  const { settings } = useApp();
  const t = useT();
  return (
    <Dialog title={t('shortcuts.title')} kind="shortcuts" onClose={onClose}>
      <dl class="shortcuts__list">
        {shortcuts.map(({ key, label }) => (
          <div key={key} class="shortcuts__row">
            <dt>
              <kbd>{key === ' ' ? t('shortcuts.space') : key.toUpperCase()}</kbd>
            </dt>
            <dd>{t(label)}</dd>
          </div>
        ))}
      </dl>
      <Switch
        label={t('shortcuts.enabled')}
        hint={t('shortcuts.hint')}
        isOn={settings.preferences.value.hasShortcuts}
        onChange={(hasShortcuts) => settings.change({ hasShortcuts })}
      />
    </Dialog>
  );
}
