import { Download } from 'lucide';
import { chatAsText } from './chat-words.ts';
import { useApp } from '../context.ts';
import { currentLocale, useT } from '../kit/i18n.ts';
import { Icon } from '../kit/icon.tsx';
import { localDay, saveText } from './save-text.ts';

/** The log is gone with the page. This saves it as a text file. */
export function ChatSave() {
  const {
    roomName,
    together: { chat },
  } = useApp();
  const t = useT();
  const save = (): void => {
    const now = new Date();
    const room = roomName ?? t('app.name');
    const date = new Intl.DateTimeFormat(currentLocale(), { dateStyle: 'long' }).format(now);
    saveText(
      chatAsText(chat.entries.peek(), t('chat.fileTitle', { room, date }), t),
      `${room}-${t('chat.fileName')}-${localDay(now)}.txt`,
    );
  };
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={t('chat.save')}
      title={t('chat.save')}
      disabled={chat.entries.value.length === 0}
      onClick={save}
    >
      <Icon of={Download} size={20} />
    </button>
  );
}
