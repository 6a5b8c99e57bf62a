export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Grid {
  readonly columns: number;
  readonly rows: number;
  /** Of one tile, in CSS pixels. */
  readonly tile: Size;
}

/**
 * A tile crops its video to fill itself; beyond these shapes too much would be cut off. On an upright screen tiles
 * may be upright too: it is a phone, and so are most of the cameras in its calls.
 */
const WIDEST = 16 / 9;
const NARROWEST = 1;
const NARROWEST_UPRIGHT = 1 / 2;

const narrowestIn = ({ width, height }: Size): number => (height > width ? NARROWEST_UPRIGHT : NARROWEST);

function tileIn(cell: Size, narrowest: number): Size {
  const ratio = cell.width / cell.height;
  if (ratio > WIDEST) return { width: cell.height * WIDEST, height: cell.height };
  if (ratio < narrowest) return { width: cell.width, height: cell.width / narrowest };
  return cell;
}

/** The columns and rows that make `count` equal tiles as large as they can be. */
export function fitGrid(count: number, area: Size, gap: number): Grid {
  const { width, height } = area;
  const candidates = Array.from({ length: Math.max(1, count) }, (_, index): Grid => {
    const columns = index + 1;
    const rows = Math.ceil(Math.max(1, count) / columns);
    const cell = {
      width: Math.max(1, (width - gap * (columns - 1)) / columns),
      height: Math.max(1, (height - gap * (rows - 1)) / rows),
    };
    return { columns, rows, tile: tileIn(cell, narrowestIn(area)) };
  });
  const areaOf = ({ tile }: Grid): number => tile.width * tile.height;
  return candidates.reduce((best, candidate) => (areaOf(candidate) > areaOf(best) ? candidate : best));
}

export interface TileBox extends Size {
  readonly left: number;
  readonly top: number;
}

/** Where each tile goes: rows from the top, all of it centred, a short last row centred too. */
export function placeTiles(count: number, area: Size, gap: number): readonly TileBox[] {
  const { columns, rows, tile } = fitGrid(count, area, gap);
  const spanOf = (tiles: number, length: number): number => tiles * length + (tiles - 1) * gap;
  const top = (area.height - spanOf(rows, tile.height)) / 2;
  return Array.from({ length: count }, (_, index) => {
    const row = Math.floor(index / columns);
    const inRow = Math.min(columns, count - row * columns);
    const left = (area.width - spanOf(inRow, tile.width)) / 2;
    return {
      ...tile,
      left: left + (index % columns) * (tile.width + gap),
      top: top + row * (tile.height + gap),
    };
  });
}

/** A face in a smaller tile cannot be recognized: then there are pages. */
const SMALLEST_TILE: Size = { width: 120, height: 90 };

/** Nobody watches more people at a time, and no computer decodes them. */
const MAX_ON_PAGE = 25;

/** How many tiles one page of the grid takes. */
export function gridCapacity(area: Size, gap: number): number {
  let capacity = 1;
  for (let count = 2; count <= MAX_ON_PAGE; count += 1) {
    const { tile } = fitGrid(count, area, gap);
    if (tile.width >= SMALLEST_TILE.width && tile.height >= SMALLEST_TILE.height) capacity = count;
  }
  return capacity;
}
