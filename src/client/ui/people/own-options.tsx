import { useId } from 'preact/hooks';
import { SELF_VIEWS } from '../../call/devices/preferences.ts';
import { useApp } from '../context.ts';
import { useT } from '../kit/i18n.ts';
import { NameSetting } from '../settings/name-setting.tsx';

/** How people see their own picture. The others see them all the same. */
function SelfViewChoice() {
  const { settings } = useApp();
  const t = useT();
  const name = useId();
  const { selfView } = settings.preferences.value;
  return (
    <fieldset class="self-view">
      <legend>{t('selfView.title')}</legend>
      {SELF_VIEWS.map((view) => (
        <label key={view} class="self-view__choice">
          <input
            type="radio"
            name={name}
            checked={view === selfView}
            data-testid={`self-view-${view}`}
            onChange={() => settings.change({ selfView: view })}
          />
          {t(`selfView.${view}`)}
        </label>
      ))}
      {selfView === 'hidden' && <p class="self-view__hint">{t('selfView.hint')}</p>}
    </fieldset>
  );
}

/** What people can change about their own row. */
export function OwnOptions() {
  return (
    <>
      <NameSetting />
      <SelfViewChoice />
    </>
  );
}
