import { describe, expect, test } from '@jest/globals';
import { fitGrid, placeTiles } from '../../../../../src/client/ui/stage/grid.ts';

const DESKTOP = { width: 1440, height: 800 };
const PHONE = { width: 390, height: 740 };
const LANDSCAPE_PHONE = { width: 844, height: 300 };
const GAP = 8;

describe('the grid', () => {
  test.each([
    [1, DESKTOP, 1, 1],
    [2, DESKTOP, 2, 1],
    [3, DESKTOP, 2, 2],
    [4, DESKTOP, 2, 2],
    [5, DESKTOP, 3, 2],
    [8, DESKTOP, 4, 2],
    [9, DESKTOP, 3, 3],
    [16, DESKTOP, 4, 4],
    [1, PHONE, 1, 1],
    [2, PHONE, 1, 2],
    [4, PHONE, 2, 2],
    [8, PHONE, 2, 4],
    [3, LANDSCAPE_PHONE, 3, 1],
    [8, LANDSCAPE_PHONE, 4, 2],
  ])('puts %i tiles in %j as %i columns and %i rows', (count, area, columns, rows) => {
    expect(fitGrid(count, area, GAP)).toMatchObject({ columns, rows });
  });

  test('has tiles of a shape that does not cut faces off', () => {
    for (let count = 1; count <= 16; count += 1) {
      for (const area of [DESKTOP, PHONE, LANDSCAPE_PHONE]) {
        const { tile } = fitGrid(count, area, GAP);
        expect(tile.width / tile.height).toBeLessThanOrEqual(16 / 9 + 1e-9);
        expect(tile.width / tile.height).toBeGreaterThanOrEqual((area === PHONE ? 1 / 2 : 1) - 1e-9);
      }
    }
  });

  test('keeps every tile inside, apart from the others, and the last row centred', () => {
    const places = placeTiles(5, DESKTOP, GAP);

    for (const [index, place] of places.entries()) {
      expect(place.left).toBeGreaterThanOrEqual(0);
      expect(place.top).toBeGreaterThanOrEqual(0);
      expect(place.left + place.width).toBeLessThanOrEqual(DESKTOP.width + 1e-6);
      expect(place.top + place.height).toBeLessThanOrEqual(DESKTOP.height + 1e-6);
      for (const other of places.slice(index + 1)) {
        const isApart =
          Math.abs(other.left - place.left) >= place.width + GAP - 1e-6 ||
          Math.abs(other.top - place.top) >= place.height + GAP - 1e-6;
        expect(isApart).toBe(true);
      }
    }
    const [fourth, fifth] = places.slice(3);
    expect((fourth?.left ?? 0) + (fifth?.left ?? 0) + (fifth?.width ?? 0)).toBeCloseTo(DESKTOP.width);
  });

  test('survives an area without a size, as before the first layout', () => {
    expect(fitGrid(3, { width: 0, height: 0 }, GAP).tile.width).toBeGreaterThan(0);
  });
});
