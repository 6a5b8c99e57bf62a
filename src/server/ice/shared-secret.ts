import { createHmac } from 'node:crypto';
import type { ParticipantId } from '../../shared/protocol.ts';
import type { TurnConfig } from './ice-config.ts';
import { lifetimeMs, stunServers, type IceProvider } from './ice-provider.ts';

/**
 * TURN credentials as coturn's `use-auth-secret` checks them: the user name carries its expiry (seconds), the
 * password is its HMAC-SHA-1. https://datatracker.ietf.org/doc/html/draft-uberti-behave-turn-rest-00
 */
function credentialOf(secret: string, participantId: ParticipantId, expiresAtS: number) {
  const username = `${expiresAtS}:${participantId}`;
  return { username, credential: createHmac('sha1', secret).update(username).digest('base64') };
}

export const createSharedSecretProvider =
  (
    { urls, secret, longestLifetimeMs }: Extract<TurnConfig, { type: 'shared-secret' }>,
    stunUrls: readonly string[],
  ): IceProvider =>
  (participantId, nowMs, audience) => {
    const expiresAtS = Math.floor((nowMs + lifetimeMs(audience, longestLifetimeMs)) / 1000);
    return Promise.resolve({
      servers: [...stunServers(stunUrls), { urls, ...credentialOf(secret, participantId, expiresAtS) }],
      expiresAt: expiresAtS * 1000,
    });
  };
