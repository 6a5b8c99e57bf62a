/** A gap between the two clocks that is longer than this is a computer's sleep, and no correction of the time of day. */
const SLEEP_MS = 1000;

/**
 * Milliseconds for durations. The time of day may be set back, and everything that waits would wait longer; the
 * monotonic clock stands still while a computer sleeps (on macOS and Linux: https://w3c.github.io/hr-time/#dfn-monotonic-clock),
 * and nothing would be noticed of the night. So this one follows the monotonic clock, and leaps with the time of day.
 */
export function createClock(monotonic: () => number, timeOfDay: () => number): () => number {
  let sleptMs = 0;
  let readAt = { monotonic: monotonic(), timeOfDay: timeOfDay() };

  return () => {
    const now = { monotonic: monotonic(), timeOfDay: timeOfDay() };
    const gapMs = now.timeOfDay - readAt.timeOfDay - (now.monotonic - readAt.monotonic);
    if (gapMs > SLEEP_MS) sleptMs += gapMs;
    readAt = now;
    return now.monotonic + sleptMs;
  };
}
