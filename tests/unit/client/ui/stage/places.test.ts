import { describe, expect, test } from '@jest/globals';
import type { Arrangement } from '../../../../../src/client/ui/stage/arrangement.ts';
import { gridCapacity } from '../../../../../src/client/ui/stage/grid.ts';
import {
  capacityOf,
  CORNERS,
  floatPlace,
  nearestCorner,
  placeArrangement,
  type Space,
  type TilePlace,
} from '../../../../../src/client/ui/stage/places.ts';

const AREAS = {
  desktop: { width: 1440, height: 800 },
  phone: { width: 374, height: 740 },
  'phone on its side': { width: 828, height: 300 },
  tablet: { width: 804, height: 1080 },
} as const;
const GAP = 8;
const SCREEN = 'a/screen_1';

const spaceIn = (area: Space['area'], part: Partial<Space> = {}): Space => ({
  area,
  gap: GAP,
  page: 0,
  corner: 'bottom-right',
  pixelRatio: 1,
  isScreen: (id) => id === SCREEN,
  ...part,
});

const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => `p${index}`);
const grid = (count: number): Arrangement => ({ type: 'grid', tiles: ids(count) });
const stage = (large: string[], strip: number): Arrangement => ({ type: 'stage', large, strip: ids(strip) });

const isInside = (place: TilePlace, area: Space['area']): boolean =>
  place.left >= -1e-6 &&
  place.top >= -1e-6 &&
  place.left + place.width <= area.width + 1e-6 &&
  place.top + place.height <= area.height + 1e-6;

const overlap = (a: TilePlace, b: TilePlace): boolean =>
  a.left < b.left + b.width - 1e-6 &&
  b.left < a.left + a.width - 1e-6 &&
  a.top < b.top + b.height - 1e-6 &&
  b.top < a.top + a.height - 1e-6;

describe.each(Object.entries(AREAS))('on a %s', (_name, area) => {
  test.each<[string, Arrangement]>([
    ['one', grid(1)],
    ['nine', grid(9)],
    ['forty', grid(40)],
    ['a screen and two people', stage([SCREEN], 2)],
    ['two large ones and many', stage([SCREEN, 'x'], 30)],
    ['a screen alone', stage([SCREEN], 0)],
  ])('%s: what is shown is inside and apart, what is on another page is outside', (_what, arrangement) => {
    const places = placeArrangement(arrangement, spaceIn(area));
    const shown = [...places.tiles.values()].filter(({ isShown }) => isShown);
    expect(shown.length).toBeGreaterThan(0);
    for (const [index, place] of shown.entries()) {
      expect(isInside(place, area)).toBe(true);
      for (const other of shown.slice(index + 1)) expect(overlap(place, other)).toBe(false);
    }
    for (const place of places.tiles.values()) if (!place.isShown) expect(isInside(place, area)).toBe(false);
  });

  test('three people beside a screen are in view at once', () => {
    expect(placeArrangement(stage([SCREEN], 3), spaceIn(area)).pages).toBe(1);
  });

  test('a screen gets most of the room', () => {
    const { tiles } = placeArrangement(stage([SCREEN], 3), spaceIn(area));
    const { width, height } = tiles.get(SCREEN) ?? { width: 0, height: 0 };
    expect(width * height).toBeGreaterThan(0.55 * area.width * area.height);
  });

  test.each(CORNERS)('the small tile of a pair is in the corner %s, and let go there stays there', (corner) => {
    const { tiles } = placeArrangement({ type: 'pair', full: 'a', small: 'me' }, spaceIn(area, { corner }));
    const small = tiles.get('me');
    expect(small).toMatchObject({ role: 'float', isShown: true });
    for (const side of ['left', 'top', 'width', 'height'] as const) {
      expect(Math.abs((small?.[side] ?? 0) - floatPlace(area, corner)[side])).toBeLessThanOrEqual(1);
    }
    expect(small && isInside(small, area)).toBe(true);
    const centre = { x: (small?.left ?? 0) + (small?.width ?? 0) / 2, y: (small?.top ?? 0) + (small?.height ?? 0) / 2 };
    expect(nearestCorner(area, centre)).toBe(corner);
  });
});

describe('pages', () => {
  const space = spaceIn(AREAS.phone);
  const capacity = gridCapacity(AREAS.phone, GAP);

  test('hold as many tiles as are large enough for a face', () => {
    expect(capacity).toBeGreaterThanOrEqual(8);
    expect(gridCapacity(AREAS.desktop, GAP)).toBe(25);
    expect(gridCapacity({ width: 60, height: 60 }, GAP)).toBe(1);
    expect(capacityOf({ type: 'pair', full: 'a', small: 'b' }, space)).toBe(Infinity);
  });

  test('show each tile on exactly one of them', () => {
    const count = 2 * capacity + 1;
    const seen = [0, 1, 2].flatMap((page) =>
      [...placeArrangement(grid(count), { ...space, page }).tiles]
        .filter(([, { isShown }]) => isShown)
        .map(([id]) => id),
    );
    expect(seen).toEqual(ids(count));
    expect(placeArrangement(grid(count), space).pages).toBe(3);
  });

  test('end: a page that is gone is the last one there is', () => {
    expect(placeArrangement(grid(capacity + 1), { ...space, page: 7 })).toMatchObject({ page: 1, pages: 2 });
    expect(placeArrangement(grid(2), { ...space, page: 7 })).toMatchObject({ page: 0, pages: 1 });
  });

  test('of a strip leave what is large where it is', () => {
    const first = placeArrangement(stage([SCREEN], 30), space);
    const second = placeArrangement(stage([SCREEN], 30), { ...space, page: 1 });
    expect(second.page).toBe(1);
    expect(second.tiles.get(SCREEN)).toEqual(first.tiles.get(SCREEN));
    expect(second.tiles.get('p0')?.isShown).toBe(false);
  });
});

test('an area without a size, as before the first layout, breaks nothing', () => {
  const empty = spaceIn({ width: 0, height: 0 });
  for (const arrangement of [grid(3), stage([SCREEN], 3)]) {
    for (const place of placeArrangement(arrangement, empty).tiles.values()) {
      expect(Object.values(place).some((value) => Number.isNaN(value))).toBe(false);
    }
  }
});

test.each([1, 1.25, 1.5, 2, 3])(
  'at %s device pixels in one, every edge of a tile lies between two of them',
  (pixelRatio) => {
    const odd = { width: 1003, height: 577 };
    const isWhole = (length: number): boolean => Math.abs(length * pixelRatio - Math.round(length * pixelRatio)) < 1e-6;
    for (const arrangement of [grid(7), stage([SCREEN], 5), stage(['a', 'b', 'c'], 4)]) {
      const { tiles } = placeArrangement(arrangement, spaceIn(odd, { pixelRatio }));
      for (const { left, top, width, height } of tiles.values()) {
        expect([left, top, left + width, top + height].filter((edge) => !isWhole(edge))).toEqual([]);
      }
    }
  },
);

test('at 1.5 device pixels in one, every length is one that a browser can write down: a 64th of a pixel at the least', () => {
  const { tiles } = placeArrangement(stage([SCREEN], 5), spaceIn({ width: 1424, height: 816 }, { pixelRatio: 1.5 }));
  for (const { left, top, width, height } of tiles.values()) {
    expect([left, top, width, height].filter((length) => !Number.isInteger(length * 64))).toEqual([]);
  }
});
