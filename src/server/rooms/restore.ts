import type { JoinRequest, ParticipantId } from '../../shared/protocol.ts';
import type { RoomMemory } from './memory.ts';

/** What a restarted server believes of rooms that it has forgotten: pages that were inside tell it. */

/** About as long as pages that lost their connection with the server need to come back. */
const RESTORING_MS = 30_000;

export interface Restoring {
  readonly startedAt: number;
  /**
   * Whether a participant was in their room, and what they bring back of it, by a proof that this server or one before it
   * sealed. Null without SECRET.
   */
  readonly openMembership: ((id: ParticipantId, membership: string) => RoomMemory | null) | null;
}

type Claim = Pick<JoinRequest, 'isLocked' | 'membership'>;

/** What a page brings back of its room, where that counts. */
export const memoryClaimed = (
  id: ParticipantId,
  { membership }: Claim,
  now: number,
  { startedAt, openMembership }: Restoring,
): RoomMemory | null =>
  membership === undefined || now - startedAt >= RESTORING_MS ? null : (openMembership?.(id, membership) ?? null);

/**
 * Whether a page's word that its room was locked counts: just after a restart, and with SECRET only from those who were
 * inside. Without SECRET there is no proof, and a lie costs no more than a lock that anybody inside can undo.
 */
export function isLockClaim(id: ParticipantId, claim: Claim, now: number, restoring: Restoring): boolean {
  const isTimely = now - restoring.startedAt < RESTORING_MS;
  const isProven = restoring.openMembership === null || memoryClaimed(id, claim, now, restoring) !== null;
  return claim.isLocked === true && isTimely && isProven;
}
