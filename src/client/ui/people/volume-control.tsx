import { Volume2, VolumeX } from 'lucide';
import type { ParticipantId } from '../../../shared/protocol.ts';
import { useApp } from '../context.ts';
import { useT } from '../kit/i18n.ts';
import { Icon } from '../kit/icon.tsx';
import { AS_SENT, MAX_VOLUME } from './volumes.ts';

const STEP = 5;

/** How loud one hears somebody; twice as loud as they are at most. */
export function VolumeControl({ id, name }: { id: ParticipantId; name: string }) {
  const { volumes } = useApp();
  const t = useT();
  const { volume, isMuted } = volumes.of(id);
  const isSilent = isMuted || volume === 0;
  const words = isSilent ? t('volume.muted') : t('volume.percent', { percent: volume });

  return (
    <div class="volume">
      <button
        type="button"
        class="icon-button volume__mute"
        aria-label={t('volume.mute', { name })}
        title={t('volume.mute', { name })}
        aria-pressed={isSilent}
        data-testid="mute-for-me"
        onClick={() => volumes.setMuted(id, !isSilent)}
      >
        <Icon of={isSilent ? VolumeX : Volume2} size={20} />
      </button>
      <input
        type="range"
        class="volume__range"
        min={0}
        max={MAX_VOLUME}
        step={STEP}
        value={isMuted ? 0 : volume}
        aria-label={t('volume.of', { name })}
        aria-valuetext={words}
        title={t('volume.reset')}
        data-testid="volume"
        onInput={({ currentTarget }) => volumes.setVolume(id, currentTarget.valueAsNumber)}
        onDblClick={() => volumes.setVolume(id, AS_SENT)}
      />
      <span class="volume__percent" aria-hidden="true">
        {t('volume.percent', { percent: isSilent ? 0 : volume })}
      </span>
    </div>
  );
}
