import { createCachedGrant } from './cached-grant.ts';
import { fetchCloudflareGrant } from './cloudflare.ts';
import type { IceConfig } from './ice-config.ts';
import { stunServers, type IceProvider } from './ice-provider.ts';
import { createPromptProvider } from './prompt-provider.ts';
import { createSharedSecretProvider } from './shared-secret.ts';

/** How long a page may be held up for the sake of its TURN credentials: less than anybody notices. */
const PAGE_PATIENCE_MS = 300;

/**
 * The configured ICE servers, and no others. Never rejects, and is never late: what is missing counts as expired (see
 * `createPromptProvider`).
 * @param onError hears why TURN credentials could not be had, in words for the log
 */
export function createIceProvider(
  { stunUrls, turn }: IceConfig,
  { now, onError }: { now: () => number; onError: (error: unknown) => void },
): IceProvider {
  const stun = stunServers(stunUrls);
  switch (turn.type) {
    case 'none':
      return () => Promise.resolve({ servers: stun, expiresAt: null });
    case 'static': {
      const { urls, username, password } = turn;
      return () => Promise.resolve({ servers: [...stun, { urls, username, credential: password }], expiresAt: null });
    }
    case 'shared-secret':
      return createSharedSecretProvider(turn, stunUrls);
    case 'cloudflare': {
      const fetchGrant = (nowMs: number) => fetchCloudflareGrant(turn, nowMs);
      const grant = createCachedGrant({ fetchGrant, lifetimeMs: turn.lifetimeMs, onError });
      // Before anybody needs it: the first page has it, and the log says at once when the key is wrong.
      grant(now()).catch(() => undefined);
      const provider: IceProvider = async (_participantId, nowMs) => {
        const { servers, expiresAt } = await grant(nowMs);
        return { servers: [...stun, ...servers], expiresAt };
      };
      return createPromptProvider(provider, stun, PAGE_PATIENCE_MS);
    }
  }
}
