import { useSignal } from '@preact/signals';
import type { TFunction } from 'i18next';
import { useEffect } from 'preact/hooks';
import type { DeviceNotice } from '../../call/ports/local-media.ts';
import { useApp } from '../context.ts';
import { useT } from '../kit/i18n.ts';
import { onScreenStarted } from './screen-news.ts';
import { shorten } from '../kit/shorten.ts';

interface Toast {
  readonly id: number;
  readonly text: string;
  /** Goes as soon as the chat shows what it says. */
  readonly isMessage: boolean;
}

/** Long enough to read a short sentence twice. */
const SHOWN_MS = 5000;
const MAX_TOASTS = 2;

const MAX_MESSAGE_LENGTH = 80;

function sentenceFor(notice: DeviceNotice, t: TFunction): string {
  switch (notice.type) {
    case 'switched':
      return t(`notice.switched.${notice.kind}`, { label: shorten(notice.label) });
    case 'refused':
      return t('notice.deviceRefused', { label: shorten(notice.label) });
    case 'lost':
      return t(`notice.deviceLost.${notice.kind}`);
  }
}

/** Who came, went, raised a hand or wrote something unseen; read out by screen readers as it appears. */
export function Toasts() {
  const { call, fileChoice, media, panel, together } = useApp();
  const t = useT();
  const toasts = useSignal<readonly Toast[]>([]);

  useEffect(() => {
    let count = 0;
    const show = (text: string, isMessage = false): void => {
      count += 1;
      const toast = { id: count, text, isMessage };
      toasts.value = [...toasts.value, toast].slice(-MAX_TOASTS);
      setTimeout(() => {
        toasts.value = toasts.value.filter(({ id }) => id !== toast.id);
      }, SHOWN_MS);
    };
    const stops = [
      call.onNotice(({ type, name }) => {
        // Who knocks is shown until they are answered: knocks.tsx.
        if (type !== 'knocked') show(t(`notice.${type}`, { name: shorten(name) || t('guest') }));
      }),
      media.onNotice((notice) => show(sentenceFor(notice, t))),
      together.onNews(({ type, name }) => show(t(`notice.${type}`, { name: shorten(name) || t('guest') }))),
      together.chat.onMessage(({ from, text, isPrivate }) => {
        // The log reads out what it shows.
        if (panel.peek() === 'chat') return;
        const words = { name: shorten(from.name) || t('guest'), text: shorten(text, MAX_MESSAGE_LENGTH) };
        show(isPrivate ? t('notice.privateMessage', words) : t('notice.message', words), true);
      }),
      panel.subscribe((shown) => {
        if (shown === 'chat') toasts.value = toasts.peek().filter(({ isMessage }) => !isMessage);
      }),
      onScreenStarted(call, (name) => show(t('notice.sharing', { name: shorten(name) || t('guest') }))),
      fileChoice.problem.subscribe((problem) => {
        if (problem) show(t(`files.notTaken.${problem}`));
      }),
      call.screens.onProblem((problem) => show(t(`screen.problem.${problem}`))),
    ];
    return () => stops.forEach((stop) => stop());
  }, [call, fileChoice, media, panel, together, t, toasts]);

  return (
    <div class="toasts" role="status" aria-live="polite">
      {toasts.value.map(({ id, text }) => (
        <p key={id} class="toast">
          <span class="toast__text">{text}</span>
        </p>
      ))}
    </div>
  );
}
