import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ParticipantId } from '../../shared/protocol.ts';

/** Proves that a participant was in their room: the server signs it when they join, and knows it again after a restart. */
export interface Memberships {
  issue(id: ParticipantId): string;
  verify(id: ParticipantId, membership: string): boolean;
}

/** As long as a ticket. */
const LIFETIME_MS = 24 * 60 * 60 * 1000;

export function createMemberships({ secret, now }: { secret: string; now: () => number }): Memberships {
  const sign = (id: ParticipantId, issuedAt: string): string =>
    `${issuedAt}.${createHmac('sha256', secret).update(`member:${id}:${issuedAt}`).digest('base64url')}`;

  return {
    issue: (id) => sign(id, String(now())),
    verify(id, membership) {
      const [issuedAt = ''] = membership.split('.', 1);
      const [given, expected] = [Buffer.from(membership), Buffer.from(sign(id, issuedAt))];
      const isSigned = given.length === expected.length && timingSafeEqual(given, expected);
      return isSigned && now() - Number(issuedAt) <= LIFETIME_MS;
    },
  };
}
