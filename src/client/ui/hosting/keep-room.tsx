import { useSignal } from '@preact/signals';
import type { HostKey } from '../../../shared/hosting.ts';
import { useApp } from '../context.ts';
import { CopyButton } from '../kit/copy-button.tsx';
import { useT } from '../kit/i18n.ts';
import type { SettingProps } from './use-host-command.ts';

/** Keeps the room for this browser, and gives the link that makes the person who opens it a host. */
export function KeepRoom({ run }: SettingProps) {
  const { call, roomUrl } = useApp();
  const t = useT();
  const kept = useSignal<HostKey | null>(null);
  return (
    <div class="room-settings__group">
      <p>{t('roomSettings.keep.text')}</p>
      {kept.value === null ? (
        <button
          type="button"
          class="button"
          data-testid="keep-room"
          onClick={() => void run(call.hosting.keep()).then((key) => (kept.value = key?.value ?? null))}
        >
          {t('roomSettings.keep.name')}
        </button>
      ) : (
        <div data-testid="kept" role="status">
          <p>{t(kept.value.isLasting ? 'roomSettings.keep.done' : 'roomSettings.keep.passing')}</p>
          <CopyButton
            text={() => `${roomUrl}#host=${kept.peek()?.key ?? ''}`}
            label={t('roomSettings.keep.copy')}
            copied={t('invite.copied')}
          />
        </div>
      )}
    </div>
  );
}
