import { useSignal } from '@preact/signals';
import { tidyName } from '../../../shared/participant-name.ts';
import { useApp } from '../context.ts';
import { useT } from '../kit/i18n.ts';
import { NameField } from '../kit/name-field.tsx';

/** A person's name during a call; the lobby has a field of its own. Everybody sees a new one at once. */
export function NameSetting() {
  const { call, settings } = useApp();
  const t = useT();
  const typed = useSignal(call.state.peek().name);
  const { phase, name } = call.state.value;
  if (phase !== 'joined') return null;

  const rename = (event: Event): void => {
    event.preventDefault();
    const wished = tidyName(typed.peek());
    typed.value = wished;
    if (wished === name) return;
    call.rename(wished);
    settings.change({ name: wished });
  };

  return (
    <form class="settings__name" onSubmit={rename}>
      <NameField label={t('settings.name')} name={typed} testId="own-name" />
      {/* Never disabled: Enter does nothing while a form's button is, and a quick Enter comes before the next drawing. */}
      <button type="submit" class="button">
        {t('settings.rename')}
      </button>
    </form>
  );
}
