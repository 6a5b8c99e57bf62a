import type { IceConfig } from './ice-config.ts';
import { PUBLIC_STUN_URLS } from './public-stun.ts';

const FIX = 'Set TURN_URLS and TURN_SECRET, or CLOUDFLARE_TURN_KEY_ID and CLOUDFLARE_TURN_API_TOKEN: see docs/turn.md';

/** Which STUN servers browsers ask with this configuration, and how to have others. */
export function stunNotice({ stunUrls, policy }: IceConfig): string {
  if (policy === 'relay' && stunUrls.length === 0) return 'ICE_POLICY is relay: no STUN server is asked.';
  if (stunUrls.length === 0) return 'STUN_URLS is none: no STUN server is asked.';
  const servers = stunUrls.join(' and ');
  return stunUrls === PUBLIC_STUN_URLS
    ? `STUN_URLS is not set: browsers ask the public STUN servers ${servers} for their own address. ` +
        'Name your own there, or none.'
    : `Browsers ask ${servers} for their own address (STUN_URLS).`;
}

/** Who will fail to connect with this configuration, and what to do about it; null when all will connect. */
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
