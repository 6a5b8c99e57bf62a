import './style.ts';
import { keyName, type Action } from '../bar/action.ts';
import { ACTIONS } from '../bar/actions.ts';
import { useApp } from '../context.ts';
import { Dialog, type DialogProps } from '../kit/dialog.tsx';
import { useT } from '../kit/i18n.ts';
import { Switch } from '../kit/switch.tsx';

/** All shortcuts, and the switch that WCAG 2.1.4 asks for. */
export function ShortcutsSheet({ onClose }: DialogProps) {
  const { settings } = useApp();
  const t = useT();
  return (
    <Dialog title={t('shortcuts.title')} kind="shortcuts" onClose={onClose}>
      <dl class="shortcuts__list">
        {ACTIONS.map(
          ({ id, label, shortcut }: Action) =>
            shortcut && (
              <div key={id} class="shortcuts__row">
                <dt>
                  <kbd>{shortcut.key === ' ' ? t('shortcuts.space') : keyName(shortcut)}</kbd>
                </dt>
                <dd>{t(shortcut.label ?? label)}</dd>
              </div>
            ),
        )}
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
