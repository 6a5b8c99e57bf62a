import { useSignal } from '@preact/signals';
import { MIN_PASSCODE_LENGTH } from '../../../shared/room-settings.ts';
import { useApp } from '../context.ts';
import { CopyButton } from '../kit/copy-button.tsx';
import { useT } from '../kit/i18n.ts';
import type { SettingProps } from './use-host-command.ts';

/** What newcomers have to type. The server tells nobody which it is: only the page on which it was set can copy it. */
export function PasscodeSetting({ run }: SettingProps) {
  const { call, roomUrl } = useApp();
  const t = useT();
  const typed = useSignal('');
  const isTooShort = useSignal(false);
  const set = useSignal<string | null>(null);
  const { hasPasscode } = call.hosting.settings.value;

  const change = async (event: Event): Promise<void> => {
    event.preventDefault();
    const passcode = typed.peek().trim();
    isTooShort.value = passcode.length < MIN_PASSCODE_LENGTH;
    if (isTooShort.peek()) return;
    if (!(await run(call.hosting.changeSettings({ passcode })))) return;
    set.value = passcode;
    typed.value = '';
  };
  const clear = (): void => {
    set.value = null;
    void run(call.hosting.changeSettings({ passcode: null }));
  };

  return (
    <form class="room-settings__group" onSubmit={(event) => void change(event)}>
      <div class="room-settings__row">
        <label class="field">
          <span>{t(hasPasscode ? 'roomSettings.passcode.another' : 'roomSettings.passcode.name')}</span>
          <input
            value={typed}
            autocomplete="off"
            maxLength={64}
            data-testid="new-passcode"
            onInput={({ currentTarget }) => (typed.value = currentTarget.value)}
          />
        </label>
        <button type="submit" class="button">
          {t('roomSettings.passcode.set')}
        </button>
      </div>
      {isTooShort.value && <p role="alert">{t('roomSettings.passcode.short', { least: MIN_PASSCODE_LENGTH })}</p>}
      <div class="dialog__actions">
        {hasPasscode && (
          <button type="button" class="button" data-testid="clear-passcode" onClick={clear}>
            {t('roomSettings.passcode.clear')}
          </button>
        )}
        {hasPasscode && set.value !== null && (
          <CopyButton
            text={() => `${roomUrl}#pass=${encodeURIComponent(set.peek() ?? '')}`}
            label={t('roomSettings.passcode.copy')}
            copied={t('invite.copied')}
          />
        )}
      </div>
    </form>
  );
}
