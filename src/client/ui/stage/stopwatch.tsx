import { useSignal } from '@preact/signals';
import { Timer, X } from 'lucide';
import { useEffect } from 'preact/hooks';
import { MOST_MINUTES, type Stopwatch } from '../../call/together/stopwatch.ts';
import { useApp } from '../context.ts';
import { Dialog, type DialogProps } from '../kit/dialog.tsx';
import { useT } from '../kit/i18n.ts';
import { Icon } from '../kit/icon.tsx';

const USUAL_MINUTES = 5;

/** Changes at each full second of the countdown. */
function useSecondsLeft(stopwatch: Stopwatch): number {
  const seconds = useSignal(0);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    function look(): void {
      const remainingMs = stopwatch.remainingMs();
      seconds.value = Math.ceil(remainingMs / 1000);
      timer = setTimeout(look, remainingMs % 1000 || 1000);
    }
    look();
    return () => clearTimeout(timer);
  }, [seconds, stopwatch]);
  return seconds.value;
}

/** The time that is left, for everybody to see. A screen reader reads it when asked, not each second. */
export function StopwatchPill() {
  const { stopwatch } = useApp().together;
  const t = useT();
  const left = useSecondsLeft(stopwatch);
  return (
    <section class="pill pill--timer" aria-label={t('stopwatch.title')} data-testid="stopwatch-pill">
      <Icon of={Timer} size={18} />
      <span role="timer" aria-label={t('stopwatch.left')}>
        {Math.floor(left / 60)}:{`${left % 60}`.padStart(2, '0')}
      </span>
      <button
        type="button"
        class="icon-button"
        aria-label={t('stopwatch.stop')}
        title={t('stopwatch.stop')}
        onClick={stopwatch.stop}
      >
        <Icon of={X} size={18} />
      </button>
    </section>
  );
}

export function StopwatchDialog({ onClose }: DialogProps) {
  const { stopwatch } = useApp().together;
  const t = useT();
  const minutes = useSignal(USUAL_MINUTES);
  return (
    <Dialog title={t('stopwatch.title')} kind="stopwatch" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          stopwatch.start(minutes.peek());
          event.currentTarget.closest('dialog')?.close();
        }}
      >
        <label class="field">
          {t('stopwatch.minutes', { most: MOST_MINUTES })}
          <input
            type="number"
            inputMode="numeric"
            required
            autofocus
            min={1}
            max={MOST_MINUTES}
            step={1}
            value={minutes}
            data-testid="stopwatch-minutes"
            onInput={({ currentTarget }) => (minutes.value = currentTarget.valueAsNumber)}
          />
        </label>
        <button type="submit" class="button button--primary button--wide">
          {t('stopwatch.go')}
        </button>
      </form>
    </Dialog>
  );
}
