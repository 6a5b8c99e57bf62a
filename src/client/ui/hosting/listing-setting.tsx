import { useSignal } from '@preact/signals';
import { MAX_TITLE_CODE_POINTS, MAX_TOPIC_CODE_POINTS } from '../../../shared/room-settings.ts';
import { useApp } from '../context.ts';
import { currentLocale, useT } from '../kit/i18n.ts';
import type { SettingProps } from './use-host-command.ts';

/** Whether the room stands in the list of public rooms, and as what. Nothing where the server has no such list. */
export function ListingSetting({ run }: SettingProps) {
  const { call, publicRoomsUrl, roomName } = useApp();
  const t = useT();
  const { listing } = call.hosting.settings.value;
  const title = useSignal(listing?.title ?? roomName ?? '');
  const topic = useSignal(listing?.topic ?? '');
  if (publicRoomsUrl === null) return null;

  const list = (event: Event): void => {
    event.preventDefault();
    const next = { title: title.peek().trim(), topic: topic.peek().trim(), language: currentLocale() };
    if (next.title !== '') void run(call.hosting.changeSettings({ listing: next }));
  };
  return (
    <form class="room-settings__group" onSubmit={list}>
      <p>{t('roomSettings.listing.text')}</p>
      <label class="field">
        <span>{t('roomSettings.listing.title')}</span>
        <input
          value={title}
          required
          maxLength={MAX_TITLE_CODE_POINTS}
          data-testid="listing-title"
          onInput={({ currentTarget }) => (title.value = currentTarget.value)}
        />
      </label>
      <label class="field">
        <span>{t('roomSettings.listing.topic')}</span>
        <input
          value={topic}
          maxLength={MAX_TOPIC_CODE_POINTS}
          data-testid="listing-topic"
          onInput={({ currentTarget }) => (topic.value = currentTarget.value)}
        />
      </label>
      <div class="dialog__actions">
        {listing !== null && (
          <button
            type="button"
            class="button"
            data-testid="unlist"
            onClick={() => void run(call.hosting.changeSettings({ listing: null }))}
          >
            {t('roomSettings.listing.unlist')}
          </button>
        )}
        <button type="submit" class="button" data-testid="list">
          {t(listing === null ? 'roomSettings.listing.list' : 'roomSettings.listing.change')}
        </button>
      </div>
    </form>
  );
}
