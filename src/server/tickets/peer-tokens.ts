import type { ParticipantId } from '../../shared/protocol.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { createSigner } from './signing.ts';

/**
 * What a tab shows PeerServer. PeerJS puts it into a URL, and URLs are written to the logs of proxies; so it is not the
 * ticket, opens nothing but PeerServer's socket, and only for a minute (rule T5).
 */
export interface PeerTokens {
  issue(id: ParticipantId): string;
  /** Whose token this is: `ticket:missing`, `-malformed`, `-forged` or `-expired` when it is not good. */
  verify(token: string | undefined): Result<ParticipantId>;
}

export const PEER_TOKEN_LIFETIME_MS = 60 * 1000;

/** Allows for clocks of several processes that do not quite agree. */
const MAX_CLOCK_SKEW_MS = 30 * 1000;

/** `<participant id>.<milliseconds since the epoch>.<signature>` */
const FORMAT = /^([0-9a-f]{16}-[0-9a-f]{24})\.(\d{1,15})\.([\w-]{43})$/;

export function createPeerTokens({ secret, now }: { secret: string; now: () => number }): PeerTokens {
  const { sign, isSignatureOf } = createSigner(secret);
  // No ticket has a colon, so neither can be taken for the other.
  const signed = (id: string, issuedAt: string): string => `peer:${id}.${issuedAt}`;

  return {
    issue(id) {
      const issuedAt = String(now());
      return `${id}.${issuedAt}.${sign(signed(id, issuedAt))}`;
    },

    verify(token = '') {
      if (token === '') return refuse('ticket:missing');
      const [, id, issuedAt, signature] = FORMAT.exec(token) ?? [];
      if (id === undefined || issuedAt === undefined || signature === undefined) return refuse('ticket:malformed');
      if (!isSignatureOf(signed(id, issuedAt), signature)) return refuse('ticket:forged');
      const ageMs = now() - Number(issuedAt);
      return ageMs > PEER_TOKEN_LIFETIME_MS || ageMs < -MAX_CLOCK_SKEW_MS ? refuse('ticket:expired') : ok(id);
    },
  };
}
