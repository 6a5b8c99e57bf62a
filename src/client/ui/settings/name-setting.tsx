import { useSignal } from '@preact/signals';
import { MAX_NAME_CODE_POINTS, tidyName } from '../../../shared/participant-name.ts';
import { useApp } from '../context.ts';
import { useT } from '../kit/i18n.ts';

/** A person's name during a call; the lobby has a field of its own. Everybody sees a new one at once. */
export function NameSetting() {
  const { call, settings } = useApp();
  const t = useT();
  const typed = useSignal(call.state.peek().name);
  const { phase, name } = call.state.value;
  if (phase !== 'joined') return null;
  const wished = tidyName(typed.value);

  const rename = (event: Event): void => {
    event.preventDefault();
    typed.value = wished;
    if (wished === name) return;
    call.rename(wished);
    settings.change({ name: wished });
  };

  return (
    <form class="settings__name" onSubmit={rename}>
      <label class="field">
        <span>{t('settings.name')}</span>
        <input
          value={typed}
          onInput={(event) => (typed.value = event.currentTarget.value)}
          maxLength={MAX_NAME_CODE_POINTS}
          placeholder={t('lobby.namePlaceholder')}
          autocomplete="name"
          data-testid="own-name"
        />
      </label>
      <button type="submit" class="button" disabled={wished === name}>
        {t('settings.rename')}
      </button>
    </form>
  );
}
