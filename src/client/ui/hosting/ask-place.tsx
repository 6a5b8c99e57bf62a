import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { isTurnedOn } from '../../call/devices/device-state.ts';
import type { Ask } from '../../call/hosting/hosting.ts';
import { useApp } from '../context.ts';
import { lazy } from '../kit/lazy.tsx';

const AskQuestion = lazy(() => import('./ask-question.tsx').then((module) => module.AskQuestion));

/** The newest question of a host, until it is answered or the device is on. */
export function AskPlace() {
  const { call, media } = useApp();
  const ask = useSignal<Ask | null>(null);
  useEffect(
    () =>
      call.hosting.onAsk((next) => {
        if (next.wish === 'unmute' || next.wish === 'camera-on') ask.value = next;
      }),
    [call, ask],
  );
  const asked = ask.value;
  if (!asked || isTurnedOn(media[asked.wish === 'unmute' ? 'microphone' : 'camera'].value)) return null;
  return <AskQuestion key={asked.wish} ask={asked} onAnswered={() => (ask.value = null)} />;
}
