import { useApp } from '../context.ts';
import { useT } from '../kit/i18n.ts';
import { wordsOf } from './notice-words.ts';

/** What the person is told for a few seconds; read out by screen readers as it appears. */
export function Toasts() {
  const { toasts } = useApp();
  const t = useT();
  return (
    <div class="toasts" role="status" aria-live="polite">
      {toasts.shown.value.map(({ id, notice }) => (
        <p key={id} class="toast">
          <span class="toast__text">{wordsOf(notice, t)}</span>
        </p>
      ))}
      {toasts.readOut.value.map(({ id, notice }) => (
        <p key={`read-out-${id}`} class="visually-hidden">
          {wordsOf(notice, t)}
        </p>
      ))}
    </div>
  );
}
