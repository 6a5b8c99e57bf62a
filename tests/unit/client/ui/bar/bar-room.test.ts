import { describe, expect, test } from '@jest/globals';
import { furtherInBar } from '../../../../../src/client/ui/bar/bar-room.ts';

describe('how many further buttons stand in the bar', () => {
  test.each([
    { device: 'a phone', width: 390, primary: 4, further: 6, shown: 0 },
    { device: 'a small phone', width: 320, primary: 2, further: 1, shown: 0 },
    { device: 'a phone held sideways', width: 844, primary: 4, further: 9, shown: 2 },
    { device: 'a tablet', width: 820, primary: 4, further: 9, shown: 2 },
    { device: 'a laptop', width: 1440, primary: 4, further: 9, shown: 2 },
    { device: 'a window just wide enough for the sides', width: 960, primary: 4, further: 6, shown: 2 },
    { device: 'a laptop on which no screen can be shared', width: 1440, primary: 3, further: 9, shown: 3 },
    { device: 'a narrow window', width: 600, primary: 4, further: 9, shown: 2 },
    { device: 'a bar that is not measured yet', width: 0, primary: 4, further: 6, shown: 0 },
  ])('$device ($width): $shown of $further', ({ width, primary, further, shown }) => {
    expect(furtherInBar(width, primary, further)).toBe(shown);
  });

  test('the button of the menu takes the place of one that would just fit', () => {
    const fits = (count: number): number => furtherInBar(640, 4, count);
    expect(fits(3)).toBe(3);
    expect(fits(4)).toBe(2);
  });

  test('there are never more than eight round buttons, the one that leaves and the menu’s own among them', () => {
    for (let primary = 2; primary <= 4; primary += 1) {
      for (let further = 0; further <= 12; further += 1) {
        const shown = furtherInBar(2560, primary, further);
        expect(primary + shown + (shown < further ? 1 : 0) + 1).toBeLessThanOrEqual(8);
      }
    }
  });

  test('a wider bar never shows fewer on either side of the step where the sides appear', () => {
    for (const [from, to] of [
      [0, 959],
      [960, 2000],
    ] as const) {
      let before = 0;
      for (let width = from; width <= to; width += 1) {
        const shown = furtherInBar(width, 4, 8);
        expect(shown).toBeGreaterThanOrEqual(before);
        before = shown;
      }
    }
  });
});
