import type { TileId } from '../../call/room/tiles.ts';
import type { Arrangement } from './arrangement.ts';
import { fitGrid, gridCapacity, placeTiles, type TileBox, type Size } from './grid.ts';

/** Where each tile of an arrangement goes. Pure; all lengths in CSS pixels. */

export const CORNERS = ['top-left', 'top-right', 'bottom-left', 'bottom-right'] as const;
export type Corner = (typeof CORNERS)[number];

export interface TilePlace extends TileBox {
  /** False on another page: kept, so that its picture is there at once, but out of sight. */
  readonly isShown: boolean;
  /** `float` lies above the others; `strip` is small, beside what is large. */
  readonly role: 'grid' | 'large' | 'strip' | 'float';
}

export interface StagePlaces {
  readonly tiles: ReadonlyMap<TileId, TilePlace>;
  readonly pages: number;
  /** The page that is shown, counted from 0: the one wished for, or the last. */
  readonly page: number;
}

export interface Space {
  readonly area: Size;
  readonly gap: number;
  readonly page: number;
  readonly corner: Corner;
  /** Device pixels in a CSS pixel. */
  readonly pixelRatio: number;
  /** Whether a tile is a screen, which is shown whole and may have any shape. */
  readonly isScreen: (id: TileId) => boolean;
}

export function placeArrangement(arrangement: Arrangement, space: Space): StagePlaces {
  const { tiles: placed, ...paging } = placeExactly(arrangement, space);
  const tiles = new Map(placed);
  if (arrangement.type !== 'pair' && arrangement.float !== undefined) {
    tiles.set(arrangement.float, { ...floatPlace(space.area, space.corner), isShown: true, role: 'float' });
  }
  const snapped = [...tiles].map(([id, place]): [TileId, TilePlace] => [id, snap(place, space.pixelRatio)]);
  return { ...paging, tiles: new Map(snapped) };
}

/**
 * The step in CSS pixels that is a whole number of device pixels and that a browser can write down exactly: 2 where one is
 * 1.5, since a length of 2/3 is cut to the next 64th. Null where there is no such step of a few pixels.
 */
const exactStep = (pixelRatio: number): number | null =>
  [1, 2, 4].find((step) => Number.isInteger(step * pixelRatio)) ?? null;

/** To whole device pixels: a tile that ends within one shows a hairline of its ground or of its picture. */
function snap(place: TilePlace, pixelRatio: number): TilePlace {
  const step = exactStep(pixelRatio) ?? 1 / pixelRatio;
  // Down, and so never out of the area; the sum of two lengths may be a little short of what it should be.
  const down = (length: number): number => Math.floor(length / step + 1e-6) * step;
  const left = down(place.left);
  const top = down(place.top);
  return {
    ...place,
    left,
    top,
    width: down(place.left + place.width) - left,
    height: down(place.top + place.height) - top,
  };
}

function placeExactly(arrangement: Arrangement, space: Space): StagePlaces {
  switch (arrangement.type) {
    case 'grid':
      return placeGrid(arrangement.tiles, space);
    case 'pair':
      return placePair(arrangement, space);
    case 'stage':
      return placeStage(arrangement, space);
  }
}

/** How many tiles the first page takes: those who speak are brought there. */
export function capacityOf(arrangement: Arrangement, { area, gap }: Pick<Space, 'area' | 'gap'>): number {
  if (arrangement.type === 'grid') return gridCapacity(area, gap);
  return arrangement.type === 'stage' ? stripIn(area, gap).capacity : Infinity;
}

interface Paged {
  readonly pages: number;
  readonly page: number;
  readonly pageOf: (index: number) => number;
}

function paginate(count: number, capacity: number, wished: number): Paged {
  const pages = Math.max(1, Math.ceil(count / capacity));
  return { pages, page: Math.min(wished, pages - 1), pageOf: (index) => Math.floor(index / capacity) };
}

/** Pages lie side by side; the one that is shown is in the middle. */
function placeGrid(ids: readonly TileId[], { area, gap, page: wished }: Space): StagePlaces {
  const capacity = gridCapacity(area, gap);
  const { pages, page, pageOf } = paginate(ids.length, capacity, wished);
  const tiles = ids.map((id, index): [TileId, TilePlace] => {
    const own = pageOf(index);
    const count = Math.min(capacity, ids.length - own * capacity);
    const place = placeTiles(count, area, gap)[index % capacity] ?? { ...area, left: 0, top: 0 };
    const left = place.left + (own - page) * (area.width + gap);
    return [id, { ...place, left, isShown: own === page, role: 'grid' }];
  });
  return { tiles: new Map(tiles), pages, page };
}

/** The small tile: large enough for a face, small enough to hide nothing that matters. */
const FLOAT_PART = 0.24;
const FLOAT_MIN = 88;
const FLOAT_MAX = 240;
const FLOAT_MARGIN = 12;

function floatSizeIn({ width, height }: Size): Size {
  const long = Math.min(FLOAT_MAX, Math.max(FLOAT_MIN, FLOAT_PART * Math.max(width, height)));
  return width >= height ? { width: long, height: long * 0.75 } : { width: long * 0.75, height: long };
}

/** Where the small tile goes for a corner, and which corner is nearest to where it was let go. */
export function floatPlace(area: Size, corner: Corner): TileBox {
  const size = floatSizeIn(area);
  return {
    ...size,
    left: corner.endsWith('left') ? FLOAT_MARGIN : area.width - size.width - FLOAT_MARGIN,
    top: corner.startsWith('top') ? FLOAT_MARGIN : area.height - size.height - FLOAT_MARGIN,
  };
}

export function nearestCorner(area: Size, centre: { readonly x: number; readonly y: number }): Corner {
  return `${centre.y < area.height / 2 ? 'top' : 'bottom'}-${centre.x < area.width / 2 ? 'left' : 'right'}`;
}

function placePair({ full, small }: Extract<Arrangement, { type: 'pair' }>, space: Space): StagePlaces {
  const { area, gap, corner } = space;
  const [whole = { ...area, left: 0, top: 0 }] = placeTiles(1, area, gap);
  return {
    tiles: new Map<TileId, TilePlace>([
      [full, { ...whole, isShown: true, role: 'large' }],
      [small, { ...floatPlace(area, corner), isShown: true, role: 'float' }],
    ]),
    pages: 1,
    page: 0,
  };
}

/** The strip lies along the longer side's end: at the right of a wide area, at the bottom of a tall one. */
interface Strip {
  readonly isColumn: boolean;
  readonly tile: Size;
  readonly capacity: number;
}

const STRIP_PART = 0.18;
const STRIP_MIN = 72;
const STRIP_MAX = 150;
/** On a narrow phone the tiles of a strip are rather small than alone on their page. */
const STRIP_LEAST = 3;

function stripIn({ width, height }: Size, gap: number): Strip {
  const isColumn = width > height;
  const ratio = isColumn ? 16 / 9 : 4 / 3;
  const fitting = (width - gap * (STRIP_LEAST - 1)) / STRIP_LEAST / ratio;
  const most = isColumn ? STRIP_MAX : Math.min(STRIP_MAX, Math.max(STRIP_MIN, fitting));
  const tileHeight = Math.min(most, Math.max(STRIP_MIN, STRIP_PART * height));
  const tile = { width: tileHeight * ratio, height: tileHeight };
  const capacity = isColumn ? (height + gap) / (tile.height + gap) : (width + gap) / (tile.width + gap);
  return { isColumn, tile, capacity: Math.max(1, Math.floor(capacity)) };
}

function placeStage({ large, strip: ids }: Extract<Arrangement, { type: 'stage' }>, space: Space): StagePlaces {
  const { area, gap, page: wished } = space;
  const strip = stripIn(area, gap);
  const { pages, page, pageOf } = paginate(ids.length, strip.capacity, wished);
  const taken = ids.length === 0 ? 0 : gap + (strip.isColumn ? strip.tile.width : strip.tile.height);
  const largeArea = strip.isColumn
    ? { width: area.width - taken, height: area.height }
    : { width: area.width, height: area.height - taken };

  const inStrip = ids.map((id, index): [TileId, TilePlace] => {
    const own = pageOf(index);
    const count = Math.min(strip.capacity, ids.length - own * strip.capacity);
    const place = placeInStrip(strip, { index: index % strip.capacity, count, pagesAway: own - page }, space);
    return [id, { ...place, isShown: own === page, role: 'strip' }];
  });
  return { tiles: new Map([...placeLarge(large, largeArea, space), ...inStrip]), pages, page };
}

/** In the middle of the strip; other pages lie before and after it. */
function placeInStrip(
  { isColumn, tile }: Strip,
  { index, count, pagesAway }: { index: number; count: number; pagesAway: number },
  { area, gap }: Space,
): TileBox {
  const length = isColumn ? area.height : area.width;
  const step = (isColumn ? tile.height : tile.width) + gap;
  const along = (length - (count * step - gap)) / 2 + index * step + pagesAway * (length + gap);
  return isColumn
    ? { ...tile, left: area.width - tile.width, top: along }
    : { ...tile, left: along, top: area.height - tile.height };
}

/** A face is cropped to a shape that suits it; a screen gets all of its cell. */
function placeLarge(ids: readonly TileId[], area: Size, { gap, isScreen }: Space): readonly [TileId, TilePlace][] {
  const { columns, rows } = fitGrid(ids.length, area, gap);
  const cell = {
    width: Math.max(1, (area.width - gap * (columns - 1)) / columns),
    height: Math.max(1, (area.height - gap * (rows - 1)) / rows),
  };
  return ids.map((id, index) => {
    const left = (index % columns) * (cell.width + gap);
    const top = Math.floor(index / columns) * (cell.height + gap);
    const [inner = { ...cell, left: 0, top: 0 }] = isScreen(id) ? [] : placeTiles(1, cell, gap);
    return [id, { ...inner, left: left + inner.left, top: top + inner.top, isShown: true, role: 'large' }];
  });
}
