import type { TileModel, TileId } from '../../call/room/tiles.ts';
import type { Arrangement } from './arrangement.ts';

/** The one tile that a small window has room for: what is large on the stage, else who has the floor. */
export function pictureInPip(
  tiles: readonly TileModel[],
  arrangement: Arrangement,
  featured: TileId | null,
): TileModel | null {
  const others = tiles.filter(({ isSelf }) => !isSelf);
  const large = arrangement.type === 'stage' ? arrangement.large : [];
  return others.find(({ id }) => large.includes(id)) ?? others.find(({ id }) => id === featured) ?? others[0] ?? null;
}
