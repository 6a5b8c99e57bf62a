import type { IceGrant, IceProvider, IceServer } from './ice-provider.ts';

/**
 * Answers within `patienceMs`, whatever the provider does: with the grant, or with `fallback`, which counts as expired
 * from the beginning. Whoever gets that asks again soon; meanwhile the page is there, and most calls need no more.
 */
export const createPromptProvider =
  (provider: IceProvider, fallback: readonly IceServer[], patienceMs: number): IceProvider =>
  async (participantId, nowMs, audience) => {
    const incomplete: IceGrant = { servers: fallback, expiresAt: nowMs };
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<IceGrant>((resolve) => (timer = setTimeout(resolve, patienceMs, incomplete)));
    const granted = provider(participantId, nowMs, audience).catch(() => incomplete);
    return Promise.race([granted, late]).finally(() => clearTimeout(timer));
  };
