import { useSignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import type { ParticipantId } from '../../../shared/protocol.ts';
import { useApp } from '../context.ts';
import { loadDialogTexts, useT } from '../kit/i18n.ts';
// `import { type … }` would load the module at once.
import type { QualityDialogProps } from './quality-dialog.tsx';

const BARS = [
  { x: 3, y: 14, height: 6 },
  { x: 10, y: 9, height: 11 },
  { x: 17, y: 4, height: 16 },
];

const FULL_BARS = { good: 3, fair: 2, poor: 1, unknown: 0 } as const;

/** How the link with somebody does, in three bars; its figures on click. */
export function QualityMark({ id, name }: { id: ParticipantId; name: string }) {
  const { quality } = useApp();
  const t = useT();
  const Dialog = useSignal<ComponentType<QualityDialogProps> | null>(null);
  const grade = quality.qualities.value.get(id)?.verdict.grade ?? 'unknown';
  const label = t('quality.mark', { name, grade: t(`quality.grade.${grade}`) });

  const open = async (): Promise<void> => {
    const loaded = await Promise.all([import('./quality-dialog.tsx'), loadDialogTexts()]).catch(() => null);
    // The server is away: another click asks again.
    if (loaded) Dialog.value = loaded[0].QualityDialog;
  };

  return (
    <>
      <button
        type="button"
        class={`quality quality--${grade}`}
        aria-label={label}
        aria-haspopup="dialog"
        title={label}
        data-testid="quality"
        data-grade={grade}
        onClick={() => void open()}
      >
        <svg class="quality__bars" viewBox="0 0 24 24" aria-hidden="true">
          {BARS.map(({ x, y, height }, index) => (
            <rect
              key={x}
              class={index < FULL_BARS[grade] ? 'quality__full' : 'quality__empty'}
              x={x}
              y={y}
              width={4}
              height={height}
              rx={1.5}
            />
          ))}
        </svg>
      </button>
      {Dialog.value && <Dialog.value id={id} name={name} onClose={() => (Dialog.value = null)} />}
    </>
  );
}
