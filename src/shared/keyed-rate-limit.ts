import { createRateLimit, type RateLimit } from './rate-limit.ts';

/** A token bucket for each key, such as a participant: connecting anew does not fill it. */
export interface KeyedRateLimit {
  /** Takes one token of this key; false when none is left. */
  take(key: string): boolean;
  /** Puts one token of this key back that need not have been taken. */
  giveBack(key: string): void;
  /** How many keys are remembered. */
  readonly size: number;
}

export function createKeyedRateLimit(rate: { burst: number; perSecond: number; now: () => number }): KeyedRateLimit {
  /** In the order of their last use. */
  const buckets = new Map<string, { readonly limit: RateLimit; usedAt: number }>();
  /** A bucket that was not used for so long is full, and so the same as a new one. */
  const refillMs = (rate.burst / rate.perSecond) * 1000;

  function forgetUnused(at: number): void {
    for (const [key, { usedAt }] of buckets) {
      if (at - usedAt < refillMs) return;
      buckets.delete(key);
    }
  }

  return {
    get size() {
      return buckets.size;
    },
    giveBack: (key) => buckets.get(key)?.limit.giveBack(),
    take(key) {
      const at = rate.now();
      forgetUnused(at);
      const bucket = buckets.get(key) ?? { limit: createRateLimit(rate), usedAt: at };
      bucket.usedAt = at;
      buckets.delete(key);
      buckets.set(key, bucket);
      return bucket.limit.take();
    },
  };
}
