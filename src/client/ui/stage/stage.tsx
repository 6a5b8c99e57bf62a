import { useRef } from 'preact/hooks';
import { useApp } from '../context.ts';
import { useT } from '../kit/i18n.ts';
import { useResize } from '../kit/use-resize.ts';
import { Pager } from './pager.tsx';
import { ScreenTile } from '../tile/screen-tile.tsx';
import { Tile } from '../tile/tile.tsx';

/** Tells the staging how much room there is; returns the element to be measured. */
function useRoomFor() {
  const { staging } = useApp();
  const element = useRef<HTMLUListElement>(null);
  useResize(element, ({ clientWidth, clientHeight }) => staging.resize({ width: clientWidth, height: clientHeight }));
  return element;
}

export function Stage() {
  const { staging } = useApp();
  const t = useT();
  const element = useRoomFor();
  const { tiles: places } = staging.places.value;

  return (
    <div class="stage-room">
      <ul class="stage" ref={element} aria-label={t('room.stage')}>
        {staging.tiles.value.map((tile) => {
          const place = places.get(tile.id);
          if (!place) return null;
          return tile.kind === 'screen' ? (
            <ScreenTile key={tile.id} tile={tile} place={place} />
          ) : (
            <Tile key={tile.id} tile={tile} place={place} />
          );
        })}
      </ul>
      <Pager />
    </div>
  );
}
