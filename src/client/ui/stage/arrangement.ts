import type { SelfView } from '../../call/devices/preferences.ts';
import type { TileModel, TileId } from '../../call/room/tiles.ts';

/** What a person chose: automatic, everybody of the same size, or the speaker large. */
export const LAYOUTS = ['auto', 'grid', 'speaker'] as const;
export type Layout = (typeof LAYOUTS)[number];

/** Who is shown how: `float` lies small in a corner, above the others. Pure; places.ts says where. */
export type Arrangement =
  /** All of the same size. */
  | { readonly type: 'grid'; readonly tiles: readonly TileId[]; readonly float?: TileId }
  /** Some large, the others in a strip. */
  | {
      readonly type: 'stage';
      readonly large: readonly TileId[];
      readonly strip: readonly TileId[];
      readonly float?: TileId;
    }
  /** The other participant full, our own picture small in a corner. */
  | { readonly type: 'pair'; readonly full: TileId; readonly small: TileId };

export type Seat = Pick<TileModel, 'id' | 'kind' | 'isSelf'>;

export interface LayoutWish {
  readonly layout: Layout;
  readonly pinned: ReadonlySet<TileId>;
  /** Who is shown large while they speak; null when nobody else is there. */
  readonly featured: TileId | null;
  /** Screens that were there when the person chose the grid, and so are meant to be as small as the rest. */
  readonly equalised: ReadonlySet<TileId>;
  readonly selfView: SelfView;
}

/** With our own picture as this person wants to see it. One that they pin is large. */
export function arrange(seats: readonly Seat[], wish: LayoutWish): Arrangement {
  const { selfView, pinned } = wish;
  const own = seats.find(({ isSelf, kind }) => isSelf && kind === 'camera');
  const others = seats.filter((seat) => seat !== own);
  if (!own || selfView === 'normal' || pinned.has(own.id)) return arrangeAll(seats, wish);
  if (selfView === 'hidden') return arrangeAll(others, wish);
  if (others.length === 0) return arrangeAll(seats, wish);
  const around = arrangeAll(others, wish);
  return around.type === 'pair' ? around : { ...around, float: own.id };
}

/**
 * What is pinned comes first, then screens, then what the person chose. A screen that is new is large at once, also
 * for those who once chose the grid.
 */
function arrangeAll(seats: readonly Seat[], { layout, pinned, featured, equalised }: LayoutWish): Arrangement {
  const onStage = (isLarge: (seat: Seat) => boolean): Arrangement => ({
    type: 'stage',
    large: seats.filter(isLarge).map(({ id }) => id),
    strip: seats.filter((seat) => !isLarge(seat)).map(({ id }) => id),
  });
  const isLargeScreen = ({ id, kind }: Seat): boolean => kind === 'screen' && !(layout === 'grid' && equalised.has(id));

  if (seats.some(({ id }) => pinned.has(id))) return onStage(({ id }) => pinned.has(id));
  if (seats.some(isLargeScreen)) return onStage(isLargeScreen);
  if (layout === 'auto') return pairOf(seats) ?? { type: 'grid', tiles: seats.map(({ id }) => id) };
  if (layout === 'speaker' && seats.some(({ id }) => id === featured)) return onStage(({ id }) => id === featured);
  return { type: 'grid', tiles: seats.map(({ id }) => id) };
}

function pairOf(seats: readonly Seat[]): Arrangement | null {
  const self = seats.find(({ isSelf }) => isSelf);
  const other = seats.find(({ isSelf }) => !isSelf);
  return seats.length === 2 && self && other ? { type: 'pair', full: other.id, small: self.id } : null;
}
