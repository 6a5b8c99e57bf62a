import type { IceConfig } from './ice-config.ts';

const FIX = 'Set TURN_URLS and TURN_SECRET, or CLOUDFLARE_TURN_KEY_ID and CLOUDFLARE_TURN_API_TOKEN: see docs/turn.md';

/** Who will fail to connect with this configuration, and what to do about it; null when nobody needs to. */
export function iceAdvice({ stunUrls, turn }: IceConfig): string | null {
  if (turn.type !== 'none') return null;
  const who =
    stunUrls.length > 0
      ? 'No TURN server is configured: people behind symmetric NATs (many mobile and company networks) and where UDP is ' +
        'blocked will be in the room without seeing each other, about one call in five.'
      : 'Neither a STUN nor a TURN server is configured: only people on the same network, or with public addresses, ' +
        'will see each other. Anybody else will be in the room and see nobody.';
  return `${who} ${FIX}`;
}
