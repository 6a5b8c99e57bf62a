import { describe, expect, test } from '@jest/globals';
import { signal } from '@preact/signals-core';
import { createListeners } from '../../../../../src/client/call/listeners.ts';
import type { Notice } from '../../../../../src/client/call/notices/notice.ts';
import { createToasts } from '../../../../../src/client/call/notices/toasts.ts';
import { createFakeClock } from '../../../../support/fakes/fake-clock.ts';
import { createScene, enter } from '../../../../support/scene.ts';

function createPage() {
  const scene = createScene();
  const state = signal(scene.state);
  const isChatShown = signal(false);
  const clock = createFakeClock();
  const { add: onNotice, tell } = createListeners<Notice>();
  const timers = new Set<() => void>();
  const toasts = createToasts({
    call: { state, onNotice },
    isChatShown,
    schedule(task, afterMs) {
      const cancel = clock.schedule(() => {
        timers.delete(cancel);
        task();
      }, afterMs);
      timers.add(cancel);
      return () => {
        timers.delete(cancel);
        cancel();
      };
    },
  });
  return {
    isChatShown,
    clock,
    tell,
    shown: () => toasts.shown.value.map(({ notice }) => notice.type),
    readOut: () => toasts.readOut.value.map(({ notice }) => notice.type),
    timers: () => timers.size,
    join() {
      scene.happens(...enter(1));
      state.value = scene.state;
    },
    leave() {
      scene.happens({ type: 'leave' });
      state.value = scene.state;
    },
  };
}

describe('toasts', () => {
  test('are the newest two, each for five seconds', async () => {
    const page = createPage();
    page.join();
    page.tell({ type: 'joined' });
    await page.clock.pass(3000);
    page.tell({ type: 'hand' });
    expect(page.shown()).toEqual(['joined', 'hand']);
    await page.clock.pass(1990);
    expect(page.shown()).toEqual(['joined', 'hand']);
    await page.clock.pass(20);
    expect(page.shown()).toEqual(['hand']);
    page.tell({ type: 'left' });
    page.tell({ type: 'sharing' });
    expect(page.shown()).toEqual(['left', 'sharing']);
    expect(page.timers()).toBe(2);
    await page.clock.pass(5000);
    expect(page.shown()).toEqual([]);
    expect(page.timers()).toBe(0);
  });

  test('show no message over the chat that shows it, and lose those that they had', () => {
    const page = createPage();
    page.join();
    page.tell({ type: 'message', detail: 'one' });
    page.tell({ type: 'hand' });
    page.isChatShown.value = true;
    expect(page.shown()).toEqual(['hand']);
    page.tell({ type: 'privateMessage', detail: 'two' });
    expect(page.shown()).toEqual(['hand']);
    page.isChatShown.value = false;
    page.tell({ type: 'message', detail: 'three' });
    expect(page.shown()).toEqual(['hand', 'message']);
  });

  test('leave to its card who knocks, and to screen readers what a list shows', () => {
    const page = createPage();
    page.join();
    page.tell({ type: 'knocked' });
    page.tell({ type: 'file.offered' });
    expect(page.shown()).toEqual([]);
    expect(page.readOut()).toEqual(['file.offered']);
    page.tell({ type: 'file.over' });
    expect(page.readOut()).toEqual(['file.over']);
  });

  test('end with the call, and their timers with them', () => {
    const page = createPage();
    page.tell({ type: 'switched.camera' });
    expect(page.shown()).toEqual([]);
    page.join();
    page.tell({ type: 'joined' });
    page.tell({ type: 'file.offered' });
    expect(page.timers()).toBe(2);
    page.leave();
    expect([page.shown(), page.readOut(), page.timers()]).toEqual([[], [], 0]);
  });
});
