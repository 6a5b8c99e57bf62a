import type { ReadonlySignal } from '@preact/signals-core';

/** Where server or others are far, the time until their answer is better spent drawing. */
const LONGEST_SCREEN_DELAY_MS = 400;

/** Runs a task once, in a turn of its own: when it is time, but not much later than now. */
export function whenTime(isTime: ReadonlySignal<boolean>, task: () => void): void {
  const timer = setTimeout(go, LONGEST_SCREEN_DELAY_MS);
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
