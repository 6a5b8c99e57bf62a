import { useSignal } from '@preact/signals';
import { useApp } from '../context.ts';
import { useT } from '../kit/i18n.ts';

/** Takes the call over from another tab of this browser; says so where that tab does not answer. */
export function MoveHere({ kind = '' }: { readonly kind?: string }) {
  const { ownTabs } = useApp();
  const t = useT();
  const attempt = useSignal<'none' | 'asked' | 'failed'>('none');

  const move = async (): Promise<void> => {
    attempt.value = 'asked';
    if (!(await ownTabs.moveHere())) attempt.value = 'failed';
  };

  return (
    <>
      <button
        type="button"
        class={`button button--primary ${kind}`}
        disabled={attempt.value === 'asked'}
        data-testid="move-here"
        onClick={() => void move()}
      >
        {t('tabs.move')}
      </button>
      {attempt.value === 'failed' && <p role="alert">{t('tabs.failed')}</p>}
    </>
  );
}
