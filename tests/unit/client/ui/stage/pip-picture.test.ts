import { expect, test } from '@jest/globals';
import type { TileModel } from '../../../../../src/client/call/room/tiles.ts';
import type { Arrangement } from '../../../../../src/client/ui/stage/arrangement.ts';
import { pictureInPip } from '../../../../../src/client/ui/stage/pip-picture.ts';

const camera = (id: string, isSelf = false): TileModel => ({
  kind: 'camera',
  id,
  owner: id,
  name: id,
  isSelf,
  state: 'live',
});
const tiles = [camera('me', true), camera('alice'), camera('bob')];
const grid: Arrangement = { type: 'grid', tiles: [] };

test.each<[string, TileModel[], Arrangement, string | null, string | undefined]>([
  ['what is large on the stage', tiles, { type: 'stage', large: ['bob'], strip: [] }, 'alice', 'bob'],
  ['who has the floor', tiles, grid, 'bob', 'bob'],
  ['not oneself', tiles, { type: 'stage', large: ['me'], strip: [] }, 'bob', 'bob'],
  ['whoever is there', tiles, grid, null, 'alice'],
  ['nobody', tiles.slice(0, 1), grid, null, undefined],
])('a small window shows %s', (_what, all, arrangement, featured, expected) => {
  expect(pictureInPip(all, arrangement, featured)?.id).toBe(expected);
});
