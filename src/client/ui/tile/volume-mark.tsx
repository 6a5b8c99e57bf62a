import { VolumeX } from 'lucide';
import type { ParticipantId } from '../../../shared/protocol.ts';
import { useApp } from '../context.ts';
import { useT } from '../kit/i18n.ts';
import { Icon } from '../kit/icon.tsx';

/** That this person hears somebody louder or softer than they are, or not at all. */
export function VolumeMark({ id }: { id: ParticipantId }) {
  const { volumes } = useApp();
  const t = useT();
  const loudness = volumes.changed.value.get(id);
  if (!loudness) return null;
  const { volume, isMuted } = loudness;
  if (!isMuted && volume > 0) return <span data-testid="volume-mark">{t('volume.percent', { percent: volume })}</span>;
  return (
    <span class="tile__muted" role="img" aria-label={t('volume.muted')} data-testid="volume-mark">
      <Icon of={VolumeX} size={16} />
    </span>
  );
}
