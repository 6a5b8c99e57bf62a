import { Download } from 'lucide';
import { chatAsText } from './chat-words.ts';
import { useApp } from './context.ts';
import { currentLocale, useT } from './i18n.ts';
import { Icon } from './icon.tsx';

function download(text: string, fileName: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}

/** The log is gone with the page; whoever wants it later saves it. */
export function ChatSave() {
  const { chat, roomName } = useApp();
  const t = useT();
  const save = (): void => {
    const now = new Date();
    const room = roomName ?? t('app.name');
    const date = new Intl.DateTimeFormat(currentLocale(), { dateStyle: 'long' }).format(now);
    const day = now.toISOString().slice(0, 'yyyy-mm-dd'.length);
    download(
      chatAsText(chat.entries.peek(), t('chat.fileTitle', { room, date }), t),
      `${room}-${t('chat.fileName')}-${day}.txt`,
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
