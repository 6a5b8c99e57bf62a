export interface RateLimit {
  /** Takes one token, or as many as something costs; false, and none is taken, when there are too few. */
  take(cost?: number): boolean;
  /** Puts one token back that need not have been taken. */
  giveBack(): void;
}

/**
 * A token bucket: `burst` at once, then `perSecond` for as long as one likes.
 * @param now a clock that never steps back; one that did would refill nothing for that time.
 */
export function createRateLimit({
  burst,
  perSecond,
  now,
}: {
  burst: number;
  perSecond: number;
  now: () => number;
}): RateLimit {
  let tokens = burst;
  let refilledAt = now();

  return {
    take(cost = 1) {
      const at = now();
      tokens = Math.min(burst, tokens + (Math.max(0, at - refilledAt) / 1000) * perSecond);
      refilledAt = at;
      if (tokens < cost) return false;
      tokens -= cost;
      return true;
    },
    giveBack() {
      tokens = Math.min(burst, tokens + 1);
    },
  };
}
