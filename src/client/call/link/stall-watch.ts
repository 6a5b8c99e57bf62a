/** Tells when somebody who should be heard every second has fallen silent, and when they are heard again. */
export interface StallWatch {
  heard(now: number): void;
  silentMs(now: number): number;
  /** To be called more often than `stallMs`; says what has changed since the last call. */
  check(now: number): 'stalled' | 'resumed' | null;
}

/**
 * @param stallMs silence that counts as a stall
 */
export function createStallWatch(stallMs: number, now: number): StallWatch {
  let heardAt = now;
  let checkedAt = now;
  let isStalled = false;

  return {
    heard(at) {
      heardAt = at;
    },
    silentMs: (at) => at - heardAt,
    check(at) {
      // Time in which we did not look ourselves (a suspended computer, a busy page) says nothing about the others.
      if (at - checkedAt > stallMs) heardAt = at;
      checkedAt = at;
      const wasStalled = isStalled;
      isStalled = at - heardAt > stallMs;
      if (isStalled === wasStalled) return null;
      return isStalled ? 'stalled' : 'resumed';
    },
  };
}
