import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { signal } from '@preact/signals-core';
import type { CallState } from '../../../../src/client/call/room/call-state.ts';
import { whenSettled } from '../../../../src/client/start/moments.ts';
import { createScene, enter, participant } from '../../../support/scene.ts';

const alice = participant('Alice', 1);
const bob = participant('Bob', 2);

/** Time for what waits for an idle page, and not for what has waited too long. */
const IDLE_MS = 500;

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

function setUp() {
  const scene = createScene(alice, bob);
  const state = signal<CallState>(scene.state);
  const isPictureAwaited = signal(false);
  const task = jest.fn();
  const happens = (...events: Parameters<typeof scene.happens>): void => {
    scene.happens(...events);
    state.value = scene.state;
    jest.advanceTimersByTime(IDLE_MS);
  };
  return { call: { state }, isPictureAwaited, happens, task };
}

describe('what is not needed before the first pictures', () => {
  test('is loaded in the lobby at once', () => {
    const { call, isPictureAwaited, task } = setUp();
    whenSettled(call, isPictureAwaited, task);
    expect(task).not.toHaveBeenCalled();
    jest.advanceTimersByTime(IDLE_MS);
    expect(task).toHaveBeenCalledTimes(1);
  });

  test('waits for the links, and then for the pictures that they bring', () => {
    const { call, isPictureAwaited, happens, task } = setUp();
    happens({ type: 'join', name: 'Me' });
    whenSettled(call, isPictureAwaited, task);
    isPictureAwaited.value = true;
    happens(...enter(3, alice, bob));
    happens({ type: 'connection:live', connection: 'me-0' }, { type: 'connection:live', connection: 'me-1' });
    expect(task).not.toHaveBeenCalled();

    isPictureAwaited.value = false;
    jest.advanceTimersByTime(IDLE_MS);
    expect(task).toHaveBeenCalledTimes(1);
  });

  test('waits for a link that has not come yet while another shows its picture', () => {
    const { call, isPictureAwaited, happens, task } = setUp();
    happens({ type: 'join', name: 'Me' });
    whenSettled(call, isPictureAwaited, task);
    happens(...enter(3, alice, bob));
    happens({ type: 'connection:live', connection: 'me-0' });
    expect(task).not.toHaveBeenCalled();

    happens({ type: 'connection:live', connection: 'me-1' });
    expect(task).toHaveBeenCalledTimes(1);
  });

  test('does not wait for ever for a link that does not come', () => {
    const { call, isPictureAwaited, happens, task } = setUp();
    happens({ type: 'join', name: 'Me' });
    whenSettled(call, isPictureAwaited, task);
    happens(...enter(3, alice, bob));
    jest.advanceTimersByTime(5000);
    expect(task).toHaveBeenCalledTimes(1);
  });

  test('runs once', () => {
    const { call, isPictureAwaited, task } = setUp();
    whenSettled(call, isPictureAwaited, task);
    jest.advanceTimersByTime(IDLE_MS);
    isPictureAwaited.value = true;
    isPictureAwaited.value = false;
    jest.advanceTimersByTime(10_000);
    expect(task).toHaveBeenCalledTimes(1);
  });
});
