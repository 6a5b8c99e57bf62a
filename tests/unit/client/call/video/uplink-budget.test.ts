import { describe, expect, test } from '@jest/globals';
import { allocate, type Allocation, type Situation } from '../../../../../src/client/call/video/uplink-budget.ts';
import { startLimit } from '../../../../../src/client/call/video/gentle-start.ts';
import type { VideoRequest } from '../../../../../src/client/call/video/video-want.ts';
import { UNSEEN, type View } from '../../../../../src/client/call/video/view.ts';
import type { ScreenContent } from '../../../../../src/client/call/words.ts';

const STANDARD = { width: 640, height: 480 };

const view = (width: number, height: number, priority: View['priority'] = 'normal'): View => ({
  width,
  height,
  priority,
});

type How = Partial<Pick<VideoRequest, 'source' | 'view' | 'availableKbps'>>;

const request = (key: string, how: How = {}): VideoRequest => ({
  key,
  kind: 'camera',
  limit: null,
  source: STANDARD,
  view: view(320, 240),
  availableKbps: null,
  ...how,
});

const screenOf = (key: string, how: How = {}, content: ScreenContent = 'sharp'): VideoRequest => ({
  ...request(key, how),
  kind: 'screen',
  content,
});

const allot = (requests: readonly VideoRequest[], how: Partial<Situation> & { before?: Allocation } = {}): Allocation =>
  allocate({ requests, economy: how.economy ?? 'none' }, how.before ?? null);

/** The picture that somebody is sent. */
function pictureOf({ encodings }: Allocation, { key, source }: VideoRequest) {
  const encoding = encodings.get(key);
  if (!encoding?.isActive) return null;
  const { scaleDownBy, maxFramesPerSecond, maxKbps } = encoding;
  return { width: Math.round(source.width / scaleDownBy), fps: maxFramesPerSecond, kbps: maxKbps };
}

const others = (count: number): VideoRequest[] =>
  Array.from({ length: count }, (_, index) => request(`other-${index}`));

describe('U1: everybody is sent a picture', () => {
  test.each<[string, View, VideoRequest['source'], number]>([
    ['as large as their tile, as near as encoders like it', view(320, 240), STANDARD, 320],
    ['that covers a wider tile', view(320, 180), STANDARD, 320],
    ['that covers a taller tile', view(180, 240), STANDARD, 320],
    ['no larger than the camera delivers', view(1920, 1080), STANDARD, 640],
    ['from a camera with another shape', view(320, 240), { width: 1280, height: 720 }, 384],
  ])('%s', (_name, shown, source, width) => {
    const one = request('alice', { view: shown, source });
    expect(pictureOf(allot([one, ...others(3)]), one)?.width).toBe(width);
  });

  test.each<[View['priority'], number]>([
    ['pinned', 30],
    ['speaking', 30],
    ['normal', 15],
  ])('with the frames that suit somebody who is %s: %i a second', (priority, fps) => {
    const one = request('alice', { view: view(320, 240, priority) });
    expect(pictureOf(allot([one, ...others(3)]), one)?.fps).toBe(fps);
  });

  test('at its best in a call of two', () => {
    const [one, two] = [request('alice'), request('bob')];
    const alone = pictureOf(allot([one]), one);
    const together = pictureOf(allot([one, two]), one);
    expect(alone?.fps).toBe(30);
    expect(alone?.kbps).toBeGreaterThan(together?.kbps ?? 0);
  });

  test('of a usual size as long as they have not said how large', () => {
    const unknown = (count: number): number | undefined => {
      const all = Array.from({ length: count }, (_, index) => request(`p${index}`, { view: null }));
      return all[0] && pictureOf(allot(all), all[0])?.width;
    };
    expect([1, 3, 7].map(unknown)).toEqual([640, 448, 320]);
  });

  test('U13: that is small and slow while the first pictures are on their way, and no larger than its tile', () => {
    const starting = (count: number, shown: View | null): ReturnType<typeof pictureOf> => {
      const one: VideoRequest = { ...request('alice', { view: shown }), kind: 'camera', limit: startLimit(count) };
      return pictureOf(allot([one, ...others(count - 1)]), one);
    };
    expect(starting(4, null)).toMatchObject({ width: 160, fps: 10 });
    expect(starting(4, view(640, 480, 'speaking'))).toMatchObject({ width: 160, fps: 10 });
    expect(starting(4, view(128, 96))).toMatchObject({ width: 128, fps: 10 });
    expect(starting(2, null)).toMatchObject({ width: 320, fps: 15 });
    expect(starting(1, null)).toMatchObject({ width: 640, fps: 30 });
  });

  test('of a screen that is whole and sharp, and slow', () => {
    const screen = screenOf('alice/screen', {
      source: { width: 1280, height: 720 },
      view: view(640, 640),
    });
    const allocation = allot([screen, ...others(2)]);
    expect(pictureOf(allocation, screen)).toMatchObject({ width: 640, fps: 15 });
    expect(allocation.encodings.get('alice/screen')?.keeps).toBe('sharpness');
  });

  test('of a screen at its full size, as long as they have not said how large', () => {
    const screen = screenOf('alice/screen', { source: { width: 1920, height: 1080 }, view: null });
    expect(pictureOf(allot([screen, request('alice')]), screen)).toEqual({ width: 1920, fps: 15, kbps: 1520 });
  });

  test.each<[string, { width: number; height: number }, ScreenContent, number]>([
    ['an ultrawide one whole', { width: 3440, height: 1440 }, 'sharp', 3440],
    ['an upright one whole', { width: 1440, height: 2560 }, 'sharp', 1440],
    ['one of 3840 × 2160 with as many pixels', { width: 3840, height: 2160 }, 'sharp', 3072],
    ['an ultrawide film with the pixels of 1920 × 1080', { width: 3440, height: 1440 }, 'smooth', 2064],
  ])('U11: of a screen by its area, whatever its shape: %s', (_name, source, content, width) => {
    const screen = screenOf('alice/screen', { source, view: null }, content);
    expect(pictureOf(allot([screen]), screen)?.width).toBe(width);
  });

  test('U12: of a film with up to 30 frames a second, which it keeps rather than its size', () => {
    const how = { source: { width: 1280, height: 720 }, view: view(1280, 720) };
    const film = screenOf('alice/screen', how, 'smooth');
    expect(allot([film]).encodings.get(film.key)).toMatchObject({ maxFramesPerSecond: 30, keeps: 'motion' });
    const narrow = screenOf('alice/screen', { ...how, availableKbps: 700 }, 'smooth');
    expect(pictureOf(allot([narrow]), narrow)?.width).toBeLessThan(900);
    expect(pictureOf(allot([narrow]), narrow)?.fps).toBe(20);
  });

  test('of a camera that a screen beside it makes no worse', () => {
    const screen = screenOf('alice/screen');
    expect(pictureOf(allot([request('alice'), screen]), request('alice'))).toEqual(
      pictureOf(allot([request('alice')]), request('alice')),
    );
  });

  test('that stays as it is when their tile changes a little', () => {
    const first = request('alice', { view: view(320, 240) });
    const before = allot([first, ...others(3)]);
    const resized = (width: number, height: number): number | undefined => {
      const one = request('alice', { view: view(width, height) });
      return pictureOf(allot([one, ...others(3)], { before }), one)?.width;
    };
    expect(resized(300, 225)).toBe(320);
    expect(resized(330, 248)).toBe(320);
    expect(resized(400, 300)).toBe(384);
    expect(resized(160, 120)).toBe(160);
  });
});

describe('U2: nobody is sent what they do not look at', () => {
  test('who shows us nowhere gets nothing, and is not held back', () => {
    const allocation = allot([request('alice', { view: UNSEEN }), request('bob')]);
    expect(allocation.encodings.get('alice')?.isActive).toBe(false);
    expect(allocation.encodings.get('bob')?.isActive).toBe(true);
    expect(allocation.heldBack.size).toBe(0);
    expect(allocation.carriedVideos).toBeNull();
  });

  test('what is saved that way is not taken from the others', () => {
    const bob = request('bob');
    const withAlice = pictureOf(allot([request('alice'), bob]), bob);
    const withoutAlice = pictureOf(allot([request('alice', { view: UNSEEN }), bob]), bob);
    expect(withoutAlice).toEqual(withAlice);
  });
});

describe('U5: on a line that is too narrow', () => {
  const three = (availableKbps: number | null, speaking: View['priority'] = 'speaking'): VideoRequest[] => [
    request('alice', { view: view(480, 360, speaking), availableKbps }),
    request('bob', { view: view(480, 360), availableKbps }),
    request('carol', { view: view(480, 360), availableKbps }),
  ];
  const widths = (requests: readonly VideoRequest[], allocation: Allocation): (number | undefined)[] =>
    requests.map((one) => pictureOf(allocation, one)?.width);

  test('nothing changes as long as it carries everything', () => {
    expect(widths(three(5000), allot(three(5000)))).toEqual(widths(three(null), allot(three(null))));
  });

  test('pictures become smaller, the speaker stays best, and all of it fits beside the voices', () => {
    const requests = three(300);
    const allocation = allot(requests);
    const pictures = requests.map((one) => pictureOf(allocation, one));
    const [alice, bob, carol] = pictures;
    expect(alice?.width).toBeGreaterThan(bob?.width ?? Infinity);
    expect(bob?.width).toBe(carol?.width);
    expect(bob?.width).toBeLessThan(456);
    expect(bob?.fps).toBe(10);
    // What was granted, without the room to find out that the line has become better.
    const granted = pictures.reduce((sum, picture) => sum + (picture?.kbps ?? 0) / 1.25, 0);
    expect(granted + 3 * 45).toBeLessThanOrEqual(900);
  });

  test.each<[string, number, string[], number | null]>([
    ['carries everybody small', 130, [], null],
    ['keeps the speaker and one more', 95, ['carol'], 2],
    ['keeps the speaker alone', 75, ['bob', 'carol'], 1],
    ['is left to the voices', 50, ['alice', 'bob', 'carol'], 0],
    ['is left to the voices even where there is nothing', 0, ['alice', 'bob', 'carol'], 0],
  ])('%s', (_name, availableKbps, heldBack, carriedVideos) => {
    const allocation = allot(three(availableKbps));
    expect([...allocation.heldBack]).toEqual(heldBack);
    expect(allocation.carriedVideos).toBe(carriedVideos);
    for (const key of heldBack) expect(allocation.encodings.get(key)?.isActive).toBe(false);
  });

  test('who is held back stays so until the line carries clearly more', () => {
    const before = allot(three(95));
    expect([...allot(three(120), { before }).heldBack]).toEqual(['carol']);
    expect(allot(three(150), { before }).heldBack.size).toBe(0);
  });

  test('a screen comes before any face', () => {
    const screen = screenOf('dave/screen', { availableKbps: 80 });
    const allocation = allot([...three(80), screen]);
    expect(allocation.encodings.get('dave/screen')?.isActive).toBe(true);
    expect(allocation.heldBack.has('carol')).toBe(true);
  });

  test('a screen keeps its size and gives up frames: letters must be read', () => {
    const source = { width: 1280, height: 720 };
    const screen = screenOf('dave/screen', { source, view: { ...view(1280, 720) }, availableKbps: 300 });
    expect(pictureOf(allot([...three(300), screen]), screen)).toMatchObject({ width: 1280, fps: 10 });
  });

  test('a small change of the line changes no picture', () => {
    const before = allot(three(300));
    for (const kbps of [290, 300, 310, 320]) {
      expect(widths(three(kbps), allot(three(kbps), { before }))).toEqual(widths(three(300), before));
    }
    expect(widths(three(5000), allot(three(5000), { before }))).toEqual(widths(three(null), allot(three(null))));
  });

  test('one bad connection makes its own picture smaller, not the others', () => {
    const requests = three(5000).map((one) => (one.key === 'bob' ? { ...one, availableKbps: 100 } : one));
    const allocation = allot(requests);
    const [alice, bob, carol] = widths(requests, allocation);
    expect([alice, carol]).toEqual([448, 448]);
    expect(bob).toBeLessThan(300);
  });
});

test.each<[Situation['economy'], number, number]>([
  ['none', 320, 15],
  ['some', 256, 12],
  ['much', 160, 10],
])('U6: with economy "%s" a tile of 320 pixels gets %i, %i times a second', (economy, width, fps) => {
  const one = request('alice');
  expect(pictureOf(allot([one, ...others(3)], { economy }), one)).toMatchObject({ width, fps });
});
