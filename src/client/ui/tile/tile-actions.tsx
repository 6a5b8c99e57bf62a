import { type IconNode, Maximize, Move, Pin, PinOff, Proportions } from 'lucide';
import type { RefObject } from 'preact';
import type { TileModel } from '../../call/room/tiles.ts';
import { useApp } from '../context.ts';
import { canFullScreen, toggleFullScreen } from '../stage/full-screen.ts';
import { useT } from '../kit/i18n.ts';
import { Icon } from '../kit/icon.tsx';
import { CORNERS, type Corner, type TilePlace } from '../stage/places.ts';
import type { PictureFit } from './picture-fit.ts';

interface ActionProps {
  readonly icon: IconNode;
  readonly label: string;
  readonly isPressed?: boolean;
  readonly testId: string;
  readonly onClick: () => void;
  readonly onKeyDown?: (event: KeyboardEvent) => void;
}

function Action({ icon, label, isPressed, testId, onClick, onKeyDown }: ActionProps) {
  return (
    <button
      type="button"
      class="tile__action"
      aria-label={label}
      title={label}
      aria-pressed={isPressed}
      data-testid={testId}
      onClick={onClick}
      onKeyDown={onKeyDown}
      // Two quick clicks on a button are two clicks on that button.
      onDblClick={(event) => event.stopPropagation()}
    >
      <Icon of={icon} size={20} />
    </button>
  );
}

/** Where an arrow key moves what is in a corner. */
const MOVES: Readonly<Record<string, (corner: Corner) => string>> = {
  ArrowLeft: (corner) => corner.replace('right', 'left'),
  ArrowRight: (corner) => corner.replace('left', 'right'),
  ArrowUp: (corner) => corner.replace('bottom', 'top'),
  ArrowDown: (corner) => corner.replace('top', 'bottom'),
};

const CLOCKWISE: Readonly<Record<Corner, Corner>> = {
  'top-left': 'top-right',
  'top-right': 'bottom-right',
  'bottom-right': 'bottom-left',
  'bottom-left': 'top-left',
};

/** For people who do not drag: arrow keys, or presses until the tile is where it should be. */
function MoveAction() {
  const { staging } = useApp();
  const t = useT();
  return (
    <Action
      icon={Move}
      label={t('tile.move')}
      testId="move"
      onClick={() => staging.moveTo(CLOCKWISE[staging.corner.peek()])}
      onKeyDown={(event) => {
        const moved = MOVES[event.key]?.(staging.corner.peek());
        const corner = CORNERS.find((each) => each === moved);
        if (!corner) return;
        event.preventDefault();
        staging.moveTo(corner);
      }}
    />
  );
}

export interface TileActionsProps {
  readonly tile: TileModel;
  readonly place: TilePlace;
  readonly label: string;
  readonly fit: PictureFit | null;
  readonly frame: RefObject<HTMLElement | null>;
}

/** What can be done with a tile: shown when the pointer or the focus is on it. */
export function TileActions({ tile, place, label, fit, frame }: TileActionsProps) {
  const { staging } = useApp();
  const t = useT();
  const isPinned = staging.pinned.value.has(tile.id);
  // Alone, there is nothing to be larger than.
  const isSmall = place.role === 'float' || place.role === 'strip';
  const canPin = isPinned || staging.tiles.value.length > 1;
  return (
    <div class="tile__actions">
      {place.role === 'float' && <MoveAction />}
      {canPin && (
        <Action
          icon={isPinned ? PinOff : Pin}
          label={t('tile.pin', { name: label })}
          isPressed={isPinned}
          testId="pin"
          onClick={() => staging.togglePin(tile.id)}
        />
      )}
      {fit !== null && !isSmall && (
        <Action
          icon={Proportions}
          label={t('tile.whole', { name: label })}
          isPressed={fit === 'whole'}
          testId="whole-picture"
          onClick={() => staging.chooseFit(tile.id, fit === 'whole' ? 'fill' : 'whole')}
        />
      )}
      {canFullScreen() && place.role !== 'float' && (
        <Action
          icon={Maximize}
          label={t('tile.fullScreen', { name: label })}
          testId="full-screen"
          onClick={() => frame.current && toggleFullScreen(frame.current)}
        />
      )}
    </div>
  );
}
