import { useSignal } from '@preact/signals';
import { Send } from 'lucide';
import { useEffect } from 'preact/hooks';
import { tilesOf } from '../../call/room/tiles.ts';
import { goneOf, idsOf, usualRecipients, type FileRecipients } from '../../call/files/recipients.ts';
import { safeFileName } from '../../call/files/file-name.ts';
import { useApp } from '../context.ts';
import { Dialog, type DialogProps } from '../kit/dialog.tsx';
import { useT } from '../kit/i18n.ts';
import { Icon } from '../kit/icon.tsx';
import { formatBytes } from './file-words.ts';

const EVERYONE = '';

/** Shows what is about to be sent, and asks who gets it: a drop or a paste may have been a slip. */
export function SendDialog({ onClose }: DialogProps) {
  const { call, files, fileChoice } = useApp();
  const t = useT();
  const recipients = useSignal<FileRecipients | null>(null);
  const chosen = fileChoice.chosen.value;
  const people = tilesOf(call.state.value, []).filter(({ isSelf }) => !isSelf);
  const gone = goneOf(recipients.value, people);
  const to = idsOf(recipients.value, people);

  const isAlone = people.length === 0;
  // What is usual when somebody is there first holds from then on.
  useEffect(() => {
    recipients.value ??= usualRecipients(people);
  }, [recipients, people]);

  const choose = (id: string): void => {
    const person = people.find((each) => each.id === id);
    recipients.value = person ? { id: person.id, name: person.name } : 'everyone';
  };

  return (
    <Dialog title={t('files.send.title', { count: chosen.length })} kind="send" onClose={onClose}>
      <form
        class="send"
        onSubmit={(event) => {
          event.preventDefault();
          files.offer(to, chosen);
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
        {isAlone && !gone ? (
          <p class="send__hint">{t('files.send.nobody')}</p>
        ) : (
          <label class="field">
            {t('files.send.to')}
            <select
              class="select"
              data-testid="file-to"
              value={recipients.value === 'everyone' ? EVERYONE : recipients.value?.id}
              onChange={({ currentTarget }) => choose(currentTarget.value)}
            >
              {(people.length > 1 || recipients.value === 'everyone') && (
                <option value={EVERYONE}>{t('files.send.everyone')}</option>
              )}
              {people.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name || t('guest')}
                </option>
              ))}
              {gone && <option value={gone.id}>{t('chat.gone', { name: gone.name || t('guest') })}</option>}
            </select>
          </label>
        )}
        {gone && (
          <p class="send__hint" role="alert">
            {t('files.send.gone', { name: gone.name || t('guest') })}
          </p>
        )}
        <button
          type="submit"
          class="button button--primary"
          disabled={to.length === 0}
          autofocus
          data-testid="file-send"
        >
          <Icon of={Send} size={20} /> {t('files.send.send')}
        </button>
      </form>
    </Dialog>
  );
}
