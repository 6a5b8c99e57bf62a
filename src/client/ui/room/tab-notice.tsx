import { useSignal } from '@preact/signals';
import { useT } from '../kit/i18n.ts';
import { MoveHere } from './move-here.tsx';

/** Why this tab is silent, until the person has read it. */
export function TabNotice() {
  const t = useT();
  const isRead = useSignal(false);
  if (isRead.value) return null;
  return (
    <div class="tab-notice" role="status" data-testid="tab-notice">
      <p>{t('tabs.silent')}</p>
      <div class="tab-notice__actions">
        <MoveHere />
        <button type="button" class="button" onClick={() => (isRead.value = true)}>
          {t('tabs.stay')}
        </button>
      </div>
    </div>
  );
}
