import type { Lifetime } from './lifetime.ts';

/** A page that wakes looks within this time. Nothing else depends on it. */
const LOOK_MS = 700;

/** If our own timer fires this late, the computer was asleep, so the network may have changed. */
const SLEEP_MS = 5000;

/** Calls `onWake` after the computer, or this page, has slept. */
export function watchSleep(now: () => number, { repeat }: Pick<Lifetime, 'repeat'>, onWake: () => void): void {
  let lookedAt = now();
  function look(): void {
    const lateMs = now() - lookedAt - LOOK_MS;
    lookedAt = now();
    if (lateMs > SLEEP_MS) onWake();
  }
  repeat(look, () => LOOK_MS);
}
