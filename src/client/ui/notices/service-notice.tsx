import { useSignal } from '@preact/signals';
import { X } from 'lucide';
import { useApp } from '../context.ts';
import { useT } from '../kit/i18n.ts';
import { Icon } from '../kit/icon.tsx';

/** What the server's admin says to all rooms. It stays until the person closes it, or it is taken back. */
export function ServiceNotice() {
  const { serviceNotice } = useApp();
  const t = useT();
  const closed = useSignal('');
  const text = serviceNotice.value;
  if (text === '' || closed.value === text) return null;
  return (
    <div class="toast toast--service" role="status" data-testid="service-notice">
      <span class="toast__text">{text}</span>
      <button type="button" class="icon-button" aria-label={t('dialog.close')} onClick={() => (closed.value = text)}>
        <Icon of={X} size={20} />
      </button>
    </div>
  );
}
