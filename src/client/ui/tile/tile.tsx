import { useSignal } from '@preact/signals';
import { MicOff } from 'lucide';
import type { CameraTile } from '../../call/room/tiles.ts';
import { Avatar } from '../kit/avatar.tsx';
import { useApp } from '../context.ts';
import type { Size } from '../stage/grid.ts';
import { useT } from '../kit/i18n.ts';
import { Icon } from '../kit/icon.tsx';
import { lazy } from '../kit/lazy.tsx';
import { useIsMirrored } from './mirror.ts';
import type { TilePlace } from '../stage/places.ts';
import { QualityMark } from '../quality/quality-mark.tsx';
import { fitFor } from './picture-fit.ts';
import { TileFrame } from './tile-frame.tsx';
import { TileMarks } from './tile-marks.tsx';
import { Video } from './video.tsx';
import { VolumeMark } from './volume-mark.tsx';

/** Rarely needed, and wordy. */
const LinkTrouble = lazy(() => import('../room/link-trouble.tsx').then((module) => module.LinkTrouble));

/** What the tile shows of somebody: their picture, whether there is one, and whether they can be heard. */
interface Picture {
  readonly stream: MediaStream | null;
  readonly hasCamera: boolean;
  readonly isMuted: boolean;
  /** Their camera is on, but their line does not carry it here. */
  readonly isHeldBack: boolean;
}

function usePicture({ id, isSelf }: CameraTile): Picture {
  const { call, media } = useApp();
  if (isSelf) {
    return {
      stream: media.preview.value,
      hasCamera: media.camera.value.status === 'on',
      isMuted: media.microphone.value.status !== 'on',
      isHeldBack: false,
    };
  }
  const state = call.mediaStates.value.get(id);
  const isHeldBack = state?.camera === true && call.uplink.heldBack.value.has(id);
  return {
    stream: call.media.value.get(id)?.stream ?? null,
    hasCamera: state?.camera === true && !isHeldBack,
    isMuted: state?.microphone === false,
    isHeldBack,
  };
}

export function Tile({ tile, place }: { tile: CameraTile; place: TilePlace }) {
  const { call, speaking, staging } = useApp();
  const t = useT();
  const pictureSize = useSignal<Size | null>(null);
  const isMirrored = useIsMirrored();
  const { stream, hasCamera, isMuted, isHeldBack } = usePicture(tile);
  const name = tile.name || t('guest');
  const label = tile.isSelf ? t('tile.self', { name }) : name;
  const isSpeaking = speaking.speakers.value.has(tile.id) && !isMuted;
  const trouble = tile.state === 'live' ? undefined : call.troubles.value.get(tile.id);
  const fit = fitFor(pictureSize.value, place, staging.fits.value.get(tile.id) ?? null);
  const look = `${isSpeaking ? 'tile--speaking' : ''} ${hasCamera ? 'tile--video' : ''} tile--${fit}`;

  return (
    <TileFrame tile={tile} place={place} label={label} look={look} fit={hasCamera ? fit : null}>
      <Video stream={stream} isMirrored={tile.isSelf && isMirrored} onSize={(size) => (pictureSize.value = size)} />
      {!hasCamera && <Avatar id={tile.id} name={name} />}
      {trouble && <LinkTrouble trouble={trouble} name={name} />}
      {tile.state === 'live' && isHeldBack && <p class="tile__state">{t('tile.soundOnly')}</p>}
      <TileMarks id={tile.id} />
      <p class="tile__name">
        {isMuted && (
          <span class="tile__muted" role="img" aria-label={t('tile.muted')}>
            <Icon of={MicOff} size={16} />
          </span>
        )}
        {!tile.isSelf && <VolumeMark id={tile.id} />}
        <span class="tile__label">{label}</span>
      </p>
      {!tile.isSelf && tile.state === 'live' && <QualityMark id={tile.id} name={name} />}
    </TileFrame>
  );
}
