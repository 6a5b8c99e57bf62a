import * as v from 'valibot';
import type { TurnConfig } from './ice-config.ts';
import type { IceGrant, IceServer } from './ice-provider.ts';
import { iceUrlMistake } from './ice-url.ts';

export const CLOUDFLARE_API_URL = 'https://rtc.live.cloudflare.com/v1';

/** Nobody waits for it but the next attempt: see `createCachedGrant` and `createPromptProvider`. */
const REQUEST_TIMEOUT_MS = 5000;

const responseSchema = v.object({
  iceServers: v.array(
    v.object({
      urls: v.array(v.string()),
      username: v.exactOptional(v.string()),
      credential: v.exactOptional(v.string()),
    }),
  ),
});

/** Cloudflare offers port 53 as well, for clients that are no browsers. */
const isUsable = (url: string): boolean => iceUrlMistake(url, ['stun', 'stuns', 'turn', 'turns']) === null;

const usableServers = (servers: readonly IceServer[]): IceServer[] =>
  servers.map((server) => ({ ...server, urls: server.urls.filter(isUsable) })).filter(({ urls }) => urls.length > 0);

const hasRelay = (servers: readonly IceServer[]): boolean =>
  servers.some(({ urls, credential }) => credential !== undefined && urls.some((url) => url.startsWith('turn')));

/**
 * Asks Cloudflare for its TURN servers with fresh credentials:
 * https://developers.cloudflare.com/realtime/turn/generate-credentials/
 * Rejects, with words for the log, when it does not answer in time, refuses, or answers with something else.
 */
export async function fetchCloudflareGrant(
  { apiUrl, keyId, apiToken }: Extract<TurnConfig, { type: 'cloudflare' }>,
  lifetimeMs: number,
  nowMs: number,
): Promise<IceGrant> {
  const response = await fetch(`${apiUrl}/turn/keys/${encodeURIComponent(keyId)}/credentials/generate-ice-servers`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${apiToken}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ ttl: Math.floor(lifetimeMs / 1000) }),
    signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
  });
  if (!response.ok) {
    await response.body?.cancel();
    throw new Error(
      `Cloudflare answered ${response.status}: are CLOUDFLARE_TURN_KEY_ID and CLOUDFLARE_TURN_API_TOKEN right?`,
    );
  }
  const answer = v.safeParse(responseSchema, await response.json());
  const servers = answer.success ? usableServers(answer.output.iceServers) : [];
  if (!hasRelay(servers)) throw new Error('Cloudflare answered without a TURN server that can be used');
  // Counted from before the question: the credentials live at least that long.
  return { servers, expiresAt: nowMs + lifetimeMs };
}
