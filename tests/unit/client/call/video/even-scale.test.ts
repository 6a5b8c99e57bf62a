import { describe, expect, test } from '@jest/globals';
import { evenScale, type Rounding } from '../../../../../src/client/call/video/even-scale.ts';
import type { PixelSize } from '../../../../../src/client/call/words.ts';

/** As Chromium comes to the size that it encodes. */
const cut = ({ width, height }: PixelSize, scale: number) => [Math.floor(width / scale), Math.floor(height / scale)];
const rounded = ({ width, height }: PixelSize, scale: number) => [
  Math.round(width / scale),
  Math.round(height / scale),
];

const CAMERA = { width: 640, height: 480 };
const UPRIGHT = { width: 480, height: 640 };
const HD = { width: 1280, height: 720 };
const WIDE = { width: 640, height: 360 };

describe('U9: the sides of a picture that is made smaller are multiples of 16, or of 8 where it is small', () => {
  test.each<[string, PixelSize, number, [number, number]]>([
    ['a third smaller', CAMERA, 1.4, [448, 336]],
    ['half as wide', CAMERA, 2.1, [320, 240]],
    ['a phone that is held upright', UPRIGHT, 2.1, [240, 320]],
    ['small', CAMERA, 4.2, [160, 120]],
    ['very small', CAMERA, 7, [96, 72]],
    ['of a wide camera', HD, 1.3, [1024, 576]],
    ['of a wide camera, small', HD, 3.2, [384, 216]],
    ['of a wide camera that is small itself', WIDE, 2.1, [256, 144]],
    ['next to nothing smaller: as it is', CAMERA, 1.05, [640, 480]],
    ['not smaller', CAMERA, 1, [640, 480]],
  ])('%s', (_name, source, asked, size) => {
    const scale = evenScale(source, asked);
    expect(cut(source, scale)).toEqual(size);
    expect(rounded(source, scale)).toEqual(size);
  });

  test.each([CAMERA, UPRIGHT, HD, WIDE])('whatever is asked for, of $width × $height', (source) => {
    for (let asked = 1; asked < 7; asked += 0.01) {
      const scale = evenScale(source, asked);
      if (scale === 1) continue;
      for (const side of [...cut(source, scale), ...rounded(source, scale)]) expect(side % 8).toBe(0);
      expect(Math.max(scale / asked, asked / scale)).toBeLessThan(1.46);
    }
  });
});

test.each<[string, Rounding, number]>([
  ['the nearest size may be a little larger', 'nearest', 320],
  ['where the line does not carry more it is smaller', 'coarser', 288],
])('%s', (_name, rounding, width) => {
  expect(cut(CAMERA, evenScale(CAMERA, 2.1, rounding))[0]).toBe(width);
});

test('a source with an odd shape gets sides that are even at least', () => {
  const odd = { width: 1371, height: 893 };
  for (const asked of [1.3, 1.9, 2.6, 4.4]) {
    for (const side of cut(odd, evenScale(odd, asked))) expect(side % 2).toBe(0);
  }
});
