import { expect, test } from '@jest/globals';
import { wantOf, type VideoRequest } from '../../../../../src/client/call/video/video-want.ts';

const SOURCE = { width: 1280, height: 800 };

const textShownAt = (width: number): VideoRequest => ({
  key: 'alice/screen_1',
  kind: 'screen',
  content: 'sharp',
  source: SOURCE,
  view: { width, height: Math.round((width * SOURCE.height) / SOURCE.width), priority: 'normal' },
  availableKbps: null,
});

test('U8: text is never sent smaller than it is shown, neither at first nor when its tile grows a little', () => {
  const context = { count: 1, economy: 'none' } as const;
  for (let width = 300; width <= 1280; width += 1) {
    const first = wantOf(textShownAt(width), { ...context, scaleBefore: null });
    expect(SOURCE.width / first.scale).toBeGreaterThanOrEqual(width - 1);
    const grown = Math.min(1280, Math.round(width * 1.03));
    const next = wantOf(textShownAt(grown), { ...context, scaleBefore: first.fittingScale });
    expect(SOURCE.width / next.scale).toBeGreaterThanOrEqual(grown - 1);
  }
});
