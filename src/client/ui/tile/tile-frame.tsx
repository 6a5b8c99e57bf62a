import type { ComponentChildren } from 'preact';
import { tileStateWithAway } from '../../call/together/away.ts';
import type { TileModel } from '../../call/room/tiles.ts';
import { useApp } from '../context.ts';
import { useCornerDrag } from '../stage/corner-drag.ts';
import { toggleFullScreen } from '../stage/full-screen.ts';
import { useT } from '../kit/i18n.ts';
import type { TilePlace } from '../stage/places.ts';
import type { PictureFit } from './picture-fit.ts';
import { TileActions } from './tile-actions.tsx';
import { useView } from '../stage/use-view.ts';

export interface TileFrameProps {
  readonly tile: TileModel;
  readonly place: TilePlace;
  /** What the tile is called, for those who see it and for those who hear it. */
  readonly label: string;
  readonly look?: string;
  /** How its picture lies in it; null where that is not to be chosen. */
  readonly fit?: PictureFit | null;
  readonly children: ComponentChildren;
}

/** What every tile has: its place on the stage, its state, and what can be done with it. */
export function TileFrame({ tile, place, label, look = '', fit = null, children }: TileFrameProps) {
  const { away } = useApp().together;
  const t = useT();
  const element = useView<HTMLLIElement>(tile.isSelf ? null : tile.id);
  const state = tileStateWithAway(tile.state, away.ids.value.has(tile.id));
  const { left, top, width, height, role, isShown } = place;
  const { offset, handlers } = useCornerDrag(place);

  return (
    <li
      ref={element}
      class={`tile tile--${role} ${isShown ? '' : 'tile--elsewhere'} ${offset ? 'tile--dragged' : ''} ${look}`}
      style={{
        width: `${width}px`,
        height: `${height}px`,
        transform: `translate(${left + (offset?.x ?? 0)}px, ${top + (offset?.y ?? 0)}px)`,
      }}
      // Focus by touch brings up what can be done with a tile.
      tabIndex={-1}
      data-testid="tile"
      data-kind={tile.kind}
      data-role={role}
      data-participant={tile.owner}
      data-state={state}
      {...(tile.isSelf && { 'data-self': '' })}
      onDblClick={() => element.current && toggleFullScreen(element.current)}
      {...handlers}
    >
      {children}
      <span class="tile__corners" aria-hidden="true" />
      {state !== 'live' && (
        <p class="tile__state">
          <span class="pulse" aria-hidden="true" /> {t(`tile.state.${state}`)}
        </p>
      )}
      <TileActions tile={tile} place={place} label={label} fit={fit} frame={element} />
    </li>
  );
}
