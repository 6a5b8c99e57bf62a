import { createRateLimit } from '../../../shared/rate-limit.ts';

/** How many frames, and how much in all, may pass: at once, and each second from then on. */
export interface AllowanceRate {
  readonly frames: { readonly burst: number; readonly perSecond: number };
  /** UTF-16 units of text. */
  readonly units: { readonly burst: number; readonly perSecond: number };
}

export interface Allowance {
  /** Whether one frame of this size may pass now. */
  take(units: number): boolean;
}

/**
 * What one page takes from another before it reads any of it. Far above what our own pages send (below), also when a
 * line that stood still for two seconds delivers everything at once. Files have a channel of their own.
 */
export const RECEIVED: AllowanceRate = {
  frames: { burst: 200, perSecond: 50 },
  units: { burst: 1_000_000, perSecond: 1_000_000 },
};

/**
 * What a page sends of messages that are kept until they are acknowledged, such as many that waited for a connection.
 * Together with `SENT_VOLATILE` and the heartbeats it stays below `RECEIVED`.
 */
export const SENT_RELIABLY: AllowanceRate = {
  frames: { burst: 80, perSecond: 16 },
  units: { burst: 300_000, perSecond: 300_000 },
};

/** Most of it tells how far files have got: see `ProgressPace`. */
export const SENT_VOLATILE: AllowanceRate = {
  frames: { burst: 60, perSecond: 30 },
  units: { burst: 100_000, perSecond: 100_000 },
};

export function createAllowance({ frames, units }: AllowanceRate, now: () => number): Allowance {
  const frameLimit = createRateLimit({ ...frames, now });
  const unitLimit = createRateLimit({ ...units, now });
  return { take: (size) => unitLimit.take(Math.min(size, units.burst)) && frameLimit.take() };
}

/** The size of whatever came over a channel for text. */
export function unitsOf(received: unknown): number {
  if (typeof received === 'string') return received.length;
  if (received instanceof ArrayBuffer) return received.byteLength;
  return received instanceof Blob ? received.size : 0;
}
