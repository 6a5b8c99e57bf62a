import type { ReadonlySignal } from '@preact/signals';
import type { ErrorCode } from '../../../shared/result.ts';
import { useT } from '../kit/i18n.ts';

export function Refusal({ of }: { of: ReadonlySignal<ErrorCode | null> }) {
  const t = useT();
  if (of.value === null) return null;
  return (
    <p class="people-panel__refusal" role="alert">
      {t(`errors.${of.value}`)}
    </p>
  );
}
