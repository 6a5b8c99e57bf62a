import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { platformOf } from '../../call/devices/platform.ts';
import { useApp } from '../context.ts';
import { useT } from '../kit/i18n.ts';
import { lazy } from '../kit/lazy.tsx';

const InAppHelp = lazy(() => import('./in-app-help.tsx').then((module) => module.InAppHelp));

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
  const t = useT();
  const isWaitingLong = useIsWaitingLong();
  const problems = KINDS.flatMap((kind) => {
    const state = media[kind].value;
    return state.status === 'unavailable' ? [{ kind, problem: state.problem }] : [];
  });
  const isBlockedBySystem = problems.some(({ problem }) => problem === 'system');
  const sentences = [
    ...KINDS.filter((kind) => media[kind].value.status === 'silenced').map((kind) => t(`device.silenced.${kind}`)),
    ...problems.map(({ kind, problem }) => t(`device.problem.${kind}.${problem}`)),
    ...(isBlockedBySystem ? [t(`device.system.${platformOf(navigator)}`)] : []),
    ...(isWaitingLong ? [t('device.waiting')] : []),
  ];
  return (
    <div class="device-problems" role="status">
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {(isWaitingLong || problems.length > 0) && <InAppHelp />}
    </div>
  );
}
