import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useApp } from '../context.ts';
import { useT } from '../kit/i18n.ts';
import './style.ts';

/** A page that is reloaded has another certificate, of which some of the others know sooner. */
const CERTAIN_MS = 5000;

/** Says that certificates do not match, also to those who compare no codes, until the person has seen it. */
export function SafetyAlarm() {
  const { dialogs } = useApp();
  const t = useT();
  const isShown = useSignal(false);
  useEffect(() => {
    const timer = setTimeout(() => (isShown.value = true), CERTAIN_MS);
    return () => clearTimeout(timer);
  }, [isShown]);
  if (!isShown.value) return null;
  return (
    <div class="tab-notice safety__alarm" role="alert" data-testid="safety-alarm">
      <p>{t('safety.alarm')}</p>
      <div class="tab-notice__actions">
        <button
          type="button"
          class="button"
          onClick={() => {
            isShown.value = false;
            dialogs.show('safety');
          }}
        >
          {t('safety.look')}
        </button>
      </div>
    </div>
  );
}
