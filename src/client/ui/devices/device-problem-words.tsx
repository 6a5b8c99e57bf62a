import { platformOf } from '../../call/devices/platform.ts';
import { useApp } from '../context.ts';
import { useT } from '../kit/i18n.ts';
import { InAppHelp } from './in-app-help.tsx';

const KINDS = ['camera', 'microphone'] as const;

/** A sentence for each problem, and for what the person can do. */
export function DeviceProblemWords({ isWaitingLong }: { isWaitingLong: boolean }) {
  const { media } = useApp();
  const t = useT();
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
    <>
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {(isWaitingLong || problems.length > 0) && <InAppHelp />}
    </>
  );
}
