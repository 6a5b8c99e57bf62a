import { expect, test } from '@jest/globals';
import { USUAL_QUALITY, viewWanted, type Quality, type Shown } from '../../../../../src/client/call/quality/quality.ts';
import { areaOf, type View } from '../../../../../src/client/call/video/view.ts';

const SMALL: Shown = { width: 320.4, height: 180, isPinned: false, hasFloor: false, isOnly: false };
const LARGE: Shown = { ...SMALL, width: 1600, height: 900 };
const SD = 640 * 480;
const HD = 1280 * 720;

test.each<[string, Shown, Partial<Quality>, Partial<View> & { area?: number }]>([
  ['a small tile is asked for as it is', SMALL, {}, { width: 320, height: 180, priority: 'normal' }],
  ['who has the floor comes first', { ...SMALL, hasFloor: true }, {}, { priority: 'speaking' }],
  ['who is pinned comes before', { ...SMALL, hasFloor: true, isPinned: true }, {}, { priority: 'pinned' }],
  ['a large tile does not ask for more than the usual size', LARGE, {}, { area: SD }],
  ['whom I pin I get in HD', { ...LARGE, isPinned: true }, {}, { area: HD }],
  ['unless I do not want that', { ...LARGE, isPinned: true }, { isHdForPinned: false }, { area: SD }],
  ['in a call of two there is HD without a pin', { ...LARGE, isOnly: true }, {}, { area: HD }],
  ['a data saver asks for a quarter at most', { ...LARGE, isPinned: true }, { isDataSaver: true }, { area: SD / 4 }],
  ['audio only asks for nothing', { ...LARGE, isPinned: true }, { isAudioOnly: true }, { width: 0, height: 0 }],
])('U4: %s', (_name, shown, quality, { area, ...expected }) => {
  const view = viewWanted(shown, { ...USUAL_QUALITY, ...quality });
  expect(view).toMatchObject(expected);
  if (area !== undefined) expect(Math.abs(areaOf(view) / area - 1)).toBeLessThan(0.01);
});
