import type { Tile, TileId } from '../../call/room/tiles.ts';
import type { Arrangement } from './arrangement.ts';

/** The one tile that a small window has room for: what is large on the stage, else who has the floor. */
export function pictureInPip(tiles: readonly Tile[], arrangement: Arrangement, featured: TileId | null): Tile | null {
  const others = tiles.filter(({ isSelf }) => !isSelf);
  const large = arrangement.type === 'stage' ? arrangement.large : [];
  return others.find(({ id }) => large.includes(id)) ?? others.find(({ id }) => id === featured) ?? others[0] ?? null;
}
