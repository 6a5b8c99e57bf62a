import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { signal } from '@preact/signals-core';
import type { CallState } from '../../../../../src/client/call/room/call-state.ts';
import type { RemoteMedia } from '../../../../../src/client/call/ports/links.ts';
import { awaitFirstPictures } from '../../../../../src/client/ui/stage/first-pictures.ts';

type Phase = 'connecting' | 'live' | 'mending';

/** A call with these people, as far as it matters here. */
function createTalk(first: Readonly<Record<string, Phase>> = {}) {
  const stateOf = (people: Readonly<Record<string, Phase>>): CallState =>
    ({
      links: new Map(Object.entries(people).map(([id, phase]) => [id, { health: { phase } }])),
    }) as unknown as CallState;
  const state = signal(stateOf(first));
  const media = signal<ReadonlyMap<string, RemoteMedia>>(new Map());
  return {
    isAwaited: awaitFirstPictures({ state, media }),
    become: (people: Readonly<Record<string, Phase>>) => (state.value = stateOf(people)),
  };
}

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

describe('a first picture', () => {
  test('is awaited from dialling until it may have come', () => {
    const { isAwaited, become } = createTalk();
    expect(isAwaited.value).toBe(false);
    become({ alice: 'connecting' });
    expect(isAwaited.value).toBe(true);
    jest.advanceTimersByTime(100);
    become({ alice: 'live' });
    jest.advanceTimersByTime(199);
    expect(isAwaited.value).toBe(true);
    jest.advanceTimersByTime(1);
    expect(isAwaited.value).toBe(false);
  });

  test('is not awaited for long where the others are far', () => {
    const { isAwaited, become } = createTalk({ alice: 'connecting' });
    jest.advanceTimersByTime(250);
    expect(isAwaited.value).toBe(false);
    become({ alice: 'live' });
    expect(isAwaited.value).toBe(false);
  });

  test('is awaited of everybody who comes, and of nobody who leaves', () => {
    const { isAwaited, become } = createTalk({ alice: 'connecting' });
    jest.advanceTimersByTime(200);
    become({ alice: 'connecting', bob: 'connecting' });
    jest.advanceTimersByTime(100);
    expect(isAwaited.value).toBe(true);
    become({ alice: 'connecting' });
    expect(isAwaited.value).toBe(false);
  });

  test('is not awaited anew when a link is mended', () => {
    const { isAwaited, become } = createTalk({ alice: 'live' });
    become({ alice: 'mending' });
    become({ alice: 'live' });
    expect(isAwaited.value).toBe(false);
  });
});
