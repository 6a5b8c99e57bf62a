import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { signal } from '@preact/signals-core';
import type { RemoteMedia } from '../../../../../src/client/call/ports/links.ts';
import { createSpeakingMonitor, pauseAfter } from '../../../../../src/client/ui/stage/speaking.ts';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => {
  jest.restoreAllMocks();
  jest.useRealTimers();
});

/** Alice speaks as loud as `level`; each look at it takes the browser `tookMs`. */
function setUp(voice: { level: number; tookMs: number }) {
  let looks = 0;
  const audioLevel = (): number => {
    looks += 1;
    jest.setSystemTime(Date.now() + voice.tookMs);
    return voice.level;
  };
  const media = signal(new Map([['alice', { audioLevel } as RemoteMedia]]));
  const state = signal({ selfId: 'me' });
  jest.spyOn(performance, 'now').mockImplementation(() => Date.now());
  const { speakers } = createSpeakingMonitor({ media, state } as never, { audioLevel: () => 0 });
  return { speakers, looks: () => looks };
}

describe('who speaks', () => {
  test('is marked within a moment, and for a moment after the last word', () => {
    const voice = { level: 0.3, tookMs: 0 };
    const { speakers } = setUp(voice);
    jest.advanceTimersByTime(200);
    expect([...speakers.value]).toEqual(['alice']);
    voice.level = 0;
    jest.advanceTimersByTime(400);
    expect([...speakers.value]).toEqual(['alice']);
    jest.advanceTimersByTime(800);
    expect([...speakers.value]).toEqual([]);
  });

  test('is looked for more rarely where each look takes long, and as before afterwards', () => {
    const voice = { level: 0, tookMs: 200 };
    const { looks } = setUp(voice);
    jest.advanceTimersByTime(6000);
    const whenBusy = looks();
    expect(whenBusy).toBeGreaterThanOrEqual(2);
    expect(whenBusy).toBeLessThanOrEqual(4);

    voice.tookMs = 0;
    jest.advanceTimersByTime(6000);
    expect(looks() - whenBusy).toBeGreaterThan(20);
  });

  test('never waits longer than a few seconds, and no shorter than usual', () => {
    expect([0, 1, 100, 5000].map(pauseAfter)).toEqual([150, 150, 900, 3000]);
  });
});
