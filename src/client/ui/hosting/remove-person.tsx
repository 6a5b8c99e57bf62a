import { useSignal } from '@preact/signals';
import { UserX } from 'lucide';
import { useApp } from '../context.ts';
import { Dialog } from '../kit/dialog.tsx';
import { useT } from '../kit/i18n.ts';
import { Icon } from '../kit/icon.tsx';
import { Refusal } from './refusal.tsx';
import { useHostCommand } from './use-host-command.ts';

/** Takes somebody out of the room, after asking once. */
export function RemovePerson({ id, name }: { id: string; name: string }) {
  const { hosting } = useApp().call;
  const t = useT();
  const isAsked = useSignal(false);
  const { refusal, run } = useHostCommand();
  const close = (): void => void (isAsked.value = false);

  return (
    <>
      <button
        type="button"
        class="icon-button person__remove"
        aria-label={t('people.remove', { name })}
        title={t('people.remove', { name })}
        aria-haspopup="dialog"
        data-testid="remove"
        onClick={() => (isAsked.value = true)}
      >
        <Icon of={UserX} size={20} />
      </button>
      {isAsked.value && (
        <Dialog title={t('people.removeTitle', { name })} kind="notice" onClose={close}>
          <p>{t('people.removeText')}</p>
          <Refusal of={refusal} />
          <div class="dialog__actions">
            <button type="button" class="button" onClick={close}>
              {t('people.keep')}
            </button>
            <button
              type="button"
              class="button button--danger"
              data-testid="remove-confirm"
              onClick={() => void run(hosting.remove(id))}
            >
              {t('people.removeConfirm')}
            </button>
          </div>
        </Dialog>
      )}
    </>
  );
}
