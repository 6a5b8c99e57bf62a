import type { Redis } from './redis.ts';

/** One clock for all processes: that of Redis. Their own may differ by seconds, and a grace time would end early on one. */
export interface ServiceClock {
  readonly now: () => number;
  /** Asks Redis what time it is. */
  adjust(): Promise<void>;
}

/** An answer that took longer says too little about the moment in which it was given. */
const MAX_ROUND_TRIP_MS = 100;

/** @param ownNow never goes back */
export function createServiceClock(redis: Redis, ownNow: () => number): ServiceClock {
  let offsetMs = 0;
  let last = 0;

  return {
    now() {
      last = Math.max(last, Math.floor(ownNow() + offsetMs));
      return last;
    },
    async adjust() {
      const sentAt = ownNow();
      const time = await redis.attempt((client) => client.sendCommand(['TIME']));
      const roundTripMs = ownNow() - sentAt;
      if (!Array.isArray(time) || roundTripMs > MAX_ROUND_TRIP_MS) return;
      const [seconds, microseconds] = time.map(Number);
      if (seconds === undefined || microseconds === undefined) return;
      offsetMs = seconds * 1000 + microseconds / 1000 - (sentAt + roundTripMs / 2);
    },
  };
}
