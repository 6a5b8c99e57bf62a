import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useApp } from '../context.ts';
import { lazy } from '../kit/lazy.tsx';

/** Long words, which most people never see. */
const DeviceProblemWords = lazy(() => import('./device-problem-words.tsx').then((module) => module.DeviceProblemWords));

const KINDS = ['camera', 'microphone'] as const;

/** Cameras start in less; what takes longer is a question that is not answered, or a browser that never asks it. */
const LONG_MS = 4000;

/** Whether a device has been asked for and not been given for some seconds. */
function useIsWaitingLong(): boolean {
  const { media } = useApp();
  const isWaiting = KINDS.some((kind) => media[kind].value.status === 'starting');
  const isLong = useSignal(false);
  useEffect(() => {
    isLong.value = false;
    if (!isWaiting) return;
    const timer = setTimeout(() => (isLong.value = true), LONG_MS);
    return () => clearTimeout(timer);
  }, [isWaiting, isLong]);
  return isWaiting && isLong.value;
}

/** Says why a device is missing and what to do about it. */
export function DeviceProblems() {
  const { media } = useApp();
  const isWaitingLong = useIsWaitingLong();
  const isWrong = KINDS.some((kind) => ['unavailable', 'silenced'].includes(media[kind].value.status));
  return (
    <div class="device-problems" role="status">
      {(isWaitingLong || isWrong) && <DeviceProblemWords isWaitingLong={isWaitingLong} />}
    </div>
  );
}
