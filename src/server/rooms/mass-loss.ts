/** Tells whether many connections were lost at once just now: by a proxy that reloads, or a network that fails for many. */
export interface MassLoss {
  /** A connection was lost. */
  note(now: number): void;
  isRecent(now: number): boolean;
}

/** One person with several tabs loses fewer. */
const MANY = 4;
const AT_ONCE_MS = 3000;

/** Pages try again every two seconds, and need some to join again. */
const RECENT_MS = 15_000;

/** @param startedAt a start of the server is a loss of all connections of the one before */
export function createMassLoss(startedAt: number): MassLoss {
  let shakenAt = startedAt;
  let losses: number[] = [];

  return {
    note(now) {
      losses = [...losses.filter((at) => now - at < AT_ONCE_MS), now].slice(-MANY);
      if (losses.length === MANY) shakenAt = now;
    },
    isRecent: (now) => now - shakenAt < RECENT_MS,
  };
}
