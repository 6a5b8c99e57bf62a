import { useEffect, useRef } from 'preact/hooks';
import { useApp } from '../context.ts';
import { useT } from '../kit/i18n.ts';

/** Waiting before a locked room, in place of the lobby's form. */
export function AtTheDoor() {
  const { call } = useApp();
  const t = useT();
  const stop = useRef<HTMLButtonElement>(null);
  // The form that had the focus has made way; `autofocus` works but once in a page's life.
  useEffect(() => stop.current?.focus(), []);

  return (
    <div class="lobby__form" data-testid="at-the-door">
      <div class="at-the-door__words" role="status">
        <h1>{t('knock.waiting')}</h1>
        <p>{t('knock.waitingHint')}</p>
      </div>
      <p class="at-the-door__dots" aria-hidden="true">
        <i />
        <i />
        <i />
      </p>
      <button
        ref={stop}
        type="button"
        class="button button--wide"
        data-testid="stop-knocking"
        onClick={() => call.leave()}
      >
        {t('knock.stop')}
      </button>
    </div>
  );
}
