import { createCachedGrant } from './cached-grant.ts';
import { fetchCloudflareGrant } from './cloudflare.ts';
import type { IceConfig } from './ice-config.ts';
import { lifetimeMs, stunServers, type Audience, type IceProvider } from './ice-provider.ts';
import { createSharedSecretProvider } from './shared-secret.ts';

/**
 * The configured ICE servers, and no others. Rejects while Cloudflare's credentials cannot be had.
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
      const grantFor = (audience: Audience) => {
        const lifetime = lifetimeMs(audience, turn.longestLifetimeMs);
        const fetchGrant = (nowMs: number) => fetchCloudflareGrant(turn, lifetime, nowMs);
        const grant = createCachedGrant({ fetchGrant, lifetimeMs: lifetime, onError });
        // Before anybody needs it: the first page has it, and the log says at once when the key is wrong.
        grant(now()).catch(() => undefined);
        return grant;
      };
      const grants = { page: grantFor('page'), member: grantFor('member') };
      return async (_participantId, nowMs, audience) => {
        const { servers, expiresAt } = await grants[audience](nowMs);
        return { servers: [...stun, ...servers], expiresAt };
      };
    }
  }
}
