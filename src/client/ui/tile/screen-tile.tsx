import { CircleStop, Plus } from 'lucide';
import { MAX_SHARES } from '../../call/screens/share-message.ts';
import type { ScreenTileModel as ScreenTileData } from '../../call/room/tiles.ts';
import { useApp } from '../context.ts';
import { useT } from '../kit/i18n.ts';
import { Icon } from '../kit/icon.tsx';
import type { TilePlace } from '../stage/places.ts';
import { ContentChoice } from '../bar/content-choice.tsx';
import { TileFrame } from './tile-frame.tsx';
import { Video } from './video.tsx';

/** On one's own screen: how to end it, and how to show one more. */
function OwnScreenControls({ tile }: { tile: ScreenTileData }) {
  const { call } = useApp();
  const t = useT();
  const hasRoom = call.screens.shown.value.filter(({ isSelf }) => isSelf).length < MAX_SHARES;
  return (
    <div class="own-screen">
      <ContentChoice share={tile.share} />
      <button
        type="button"
        class="button button--danger"
        data-testid="stop-screen"
        onClick={() => call.screens.stop(tile.share)}
      >
        <Icon of={CircleStop} size={20} /> {t('screen.stop')}
      </button>
      {hasRoom && (
        <button type="button" class="button own-screen__more" onClick={() => void call.screens.start()}>
          <Icon of={Plus} size={20} /> {t('screen.another')}
        </button>
      )}
    </div>
  );
}

/** A screen, whole: nothing of it is cropped. */
export function ScreenTile({ tile, place }: { tile: ScreenTileData; place: TilePlace }) {
  const t = useT();
  const label = tile.isSelf ? t('screen.own') : t('screen.of', { name: tile.name || t('guest') });
  return (
    <TileFrame tile={tile} place={place} label={label} look="tile--screen tile--video">
      <Video stream={tile.stream} />
      {tile.isSelf && place.role !== 'strip' && <OwnScreenControls tile={tile} />}
      <p class="tile__name">
        <span class="tile__label">{label}</span>
      </p>
    </TileFrame>
  );
}
