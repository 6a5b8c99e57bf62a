import { useEffect } from 'preact/hooks';
import type { ParticipantId } from '../../../shared/protocol.ts';
import type { RatedQuality } from '../../call/quality/link-meter.ts';
import { useApp } from '../context.ts';
import { CopyButton } from '../kit/copy-button.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { currentLocale, useT } from '../kit/i18n.ts';
import { linesOf } from './quality-lines.ts';

export interface QualityDialogProps {
  readonly id: ParticipantId;
  readonly name: string;
  readonly onClose: () => void;
}

function Figures({ title, rated }: { title: string; rated: RatedQuality }) {
  const t = useT();
  const { quality, verdict } = rated;
  const lines = linesOf(t, currentLocale(), quality);
  const sentences =
    verdict.complaints.length > 0
      ? verdict.complaints.map((complaint) => t(`quality.complaint.${complaint}`))
      : [t('quality.fine')];
  const text = (): string =>
    [title, ...sentences, '', ...lines.map(({ label, value }) => `${label}: ${value}`)].join('\n');

  return (
    <>
      <div class="figures__verdict">
        {sentences.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
      <dl class="figures">
        {lines.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <CopyButton text={text} label={t('quality.copy')} copied={t('quality.copied')} />
    </>
  );
}

/** The figures of one link, measured anew each second while this is open. Loaded when first asked for. */
export function QualityDialog({ id, name, onClose }: QualityDialogProps) {
  const { quality } = useApp();
  const t = useT();
  const rated = quality.qualities.value.get(id);
  const grade = rated?.verdict.grade ?? 'unknown';
  const title = t('quality.mark', { name, grade: t(`quality.grade.${grade}`) });
  useEffect(() => quality.watch(id), [quality, id]);

  return (
    <Dialog title={title} kind="quality" onClose={onClose}>
      {rated ? <Figures title={title} rated={rated} /> : <p role="status">{t('quality.measuring')}</p>}
    </Dialog>
  );
}
