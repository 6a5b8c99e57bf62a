import type { ReadonlySignal } from '@preact/signals-core';

/** Runs a task once, in a turn of its own: when it is time, but at the latest after `longestMs`. */
export function whenTime(isTime: ReadonlySignal<boolean>, task: () => void, longestMs: number): void {
  const timer = setTimeout(go, longestMs);
  const stop = isTime.subscribe((is) => {
    if (is) setTimeout(go);
  });
  let isGone = false;
  function go(): void {
    if (isGone) return;
    isGone = true;
    clearTimeout(timer);
    stop();
    task();
  }
}

/** Pages that are never idle, and hidden ones, which browsers slow down, get to it all the same. */
const LONGEST_BUSY_MS = 1000;

/** Safari has no idle callbacks. */
const AFTER_PAINTING_MS = 100;

/** Runs a task when the page has painted what was drawn and has nothing else to do. */
export function whenIdle(task: () => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(task, { timeout: LONGEST_BUSY_MS });
  else setTimeout(task, AFTER_PAINTING_MS);
}
