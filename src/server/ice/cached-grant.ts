import type { IceGrant } from './ice-provider.ts';

/** While the service that makes credentials is out of order, it is asked this often, and not with every page. */
const RETRY_AFTER_MS = 10_000;

export interface CachedGrantOptions {
  readonly fetchGrant: (nowMs: number) => Promise<IceGrant>;
  readonly lifetimeMs: number;
  /** Hears why credentials could not be had. */
  readonly onError: (error: unknown) => void;
}

/**
 * One grant for everybody, asked for anew when half of its life is over, so that every page gets at least half of its life.
 * Nobody waits while there is one that is still good: it is handed out, and the next is fetched meanwhile. However
 * many ask, only one request is under way.
 */
export function createCachedGrant({ fetchGrant, lifetimeMs, onError }: CachedGrantOptions) {
  let cached: IceGrant | null = null;
  let pending: Promise<IceGrant> | null = null;
  let failure: { readonly at: number; readonly error: unknown } | null = null;

  async function fetchNext(nowMs: number): Promise<IceGrant> {
    try {
      cached = await fetchGrant(nowMs);
      failure = null;
      return cached;
    } catch (error) {
      failure = { at: nowMs, error };
      onError(error);
      throw error;
    } finally {
      pending = null;
    }
  }

  const refresh = (nowMs: number): Promise<IceGrant> => (pending ??= fetchNext(nowMs));

  return async (nowMs: number): Promise<IceGrant> => {
    const leftMs = (cached?.expiresAt ?? -Infinity) - nowMs;
    const mayAsk = pending !== null || failure === null || nowMs - failure.at >= RETRY_AFTER_MS;
    if (cached && leftMs > 0) {
      if (leftMs <= lifetimeMs / 2 && mayAsk) refresh(nowMs).catch(() => undefined);
      return cached;
    }
    if (!mayAsk) throw failure?.error;
    return refresh(nowMs);
  };
}
