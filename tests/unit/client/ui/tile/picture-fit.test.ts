import { describe, expect, test } from '@jest/globals';
import { croppedPart, fitFor } from '../../../../../src/client/ui/tile/picture-fit.ts';

const WIDE = { width: 1280, height: 720 };
const USUAL = { width: 640, height: 480 };
const UPRIGHT = { width: 480, height: 640 };

describe('how a picture lies in its tile', () => {
  test('the part that is cut off is the same for both sides', () => {
    expect(croppedPart(WIDE, WIDE)).toBe(0);
    expect(croppedPart(USUAL, WIDE)).toBeCloseTo(0.25);
    expect(croppedPart(WIDE, USUAL)).toBeCloseTo(0.25);
    expect(croppedPart(UPRIGHT, WIDE)).toBeCloseTo(0.578, 3);
  });

  test.each([
    { title: 'a usual camera fills a wide tile', picture: USUAL, frame: { width: 800, height: 450 }, fit: 'fill' },
    { title: 'an upright phone is whole in a wide tile', picture: UPRIGHT, frame: WIDE, fit: 'whole' },
    { title: 'a wide camera is whole in an upright tile', picture: WIDE, frame: UPRIGHT, fit: 'whole' },
    {
      title: 'an upright phone fills an upright tile',
      picture: UPRIGHT,
      frame: { width: 374, height: 680 },
      fit: 'fill',
    },
    { title: 'a third may be cut off', picture: { width: 3, height: 2 }, frame: { width: 1, height: 1 }, fit: 'fill' },
    { title: 'a picture of unknown size fills its tile', picture: null, frame: WIDE, fit: 'fill' },
  ])('$title', ({ picture, frame, fit }) => {
    expect(fitFor(picture, frame, null)).toBe(fit);
  });

  test('what a person chose for a tile comes before that', () => {
    expect(fitFor(UPRIGHT, WIDE, 'fill')).toBe('fill');
    expect(fitFor(USUAL, USUAL, 'whole')).toBe('whole');
  });
});
