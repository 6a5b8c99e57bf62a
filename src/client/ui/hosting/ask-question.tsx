import type { Ask } from '../../call/hosting/hosting.ts';
import { useApp } from '../context.ts';
import { useT } from '../kit/i18n.ts';
import { shorten } from '../kit/shorten.ts';
import '../people/style.ts';

/** A host asks to hear or see us: the answer is the person's. */
export function AskQuestion({ ask, onAnswered }: { ask: Ask; onAnswered: () => void }) {
  const { media } = useApp();
  const t = useT();
  const kind = ask.wish === 'unmute' ? 'microphone' : 'camera';
  const answer = (isYes: boolean): void => {
    if (isYes) void media.setEnabled(kind, true);
    onAnswered();
  };
  return (
    <section class="ask" role="alert" data-testid="ask">
      <p>{t(`ask.${kind}`, { name: shorten(ask.name) || t('guest') })}</p>
      <div class="dialog__actions">
        <button type="button" class="button" onClick={() => answer(false)}>
          {t('ask.notNow')}
        </button>
        <button type="button" class="button button--primary" data-testid="ask-yes" onClick={() => answer(true)}>
          {t('ask.turnOn')}
        </button>
      </div>
    </section>
  );
}
