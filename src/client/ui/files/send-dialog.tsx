import { useSignal } from '@preact/signals';
import { Send } from 'lucide';
import { tilesOf } from '../../call/tiles.ts';
import { safeFileName } from '../../call/files/file-name.ts';
import { useApp } from '../context.ts';
import { Dialog, type DialogProps } from '../dialog.tsx';
import { useT } from '../i18n.ts';
import { Icon } from '../icon.tsx';
import { formatBytes } from './file-words.ts';

const EVERYONE = '';

/** Shows what is about to be sent, and asks to whom: a drop or a paste may have been a slip. */
export function SendDialog({ onClose }: DialogProps) {
  const { call, files, fileChoice } = useApp();
  const t = useT();
  const recipient = useSignal(EVERYONE);
  const chosen = fileChoice.chosen.value;
  const people = tilesOf(call.state.value, []).filter(({ isSelf }) => !isSelf);

  const send = (): void => {
    const to = people.map(({ id }) => id).filter((id) => recipient.value === EVERYONE || id === recipient.value);
    files.offer(to, chosen);
  };

  return (
    <Dialog title={t('files.send.title', { count: chosen.length })} kind="send" onClose={onClose}>
      <form
        class="send"
        onSubmit={(event) => {
          event.preventDefault();
          send();
          event.currentTarget.closest('dialog')?.close();
        }}
      >
        <ul class="send__files">
          {chosen.map((file, index) => (
            <li key={index} class="send__file">
              <span class="transfer__name">{safeFileName(file.name)}</span>
              <span class="transfer__size">{formatBytes(file.size)}</span>
            </li>
          ))}
        </ul>
        {people.length === 0 ? (
          <p class="send__hint">{t('files.send.nobody')}</p>
        ) : (
          <label class="field">
            {t('files.send.to')}
            <select
              class="select"
              data-testid="file-to"
              value={recipient.value}
              onChange={({ currentTarget }) => (recipient.value = currentTarget.value)}
            >
              {people.length > 1 && <option value={EVERYONE}>{t('files.send.everyone')}</option>}
              {people.map(({ id, name }) => (
                <option key={id} value={people.length > 1 ? id : EVERYONE}>
                  {name || t('guest')}
                </option>
              ))}
            </select>
          </label>
        )}
        <button
          type="submit"
          class="button button--primary"
          disabled={people.length === 0}
          autofocus
          data-testid="file-send"
        >
          <Icon of={Send} size={20} /> {t('files.send.send')}
        </button>
      </form>
    </Dialog>
  );
}
