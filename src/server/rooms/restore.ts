import type { JoinRequest, ParticipantId } from '../../shared/protocol.ts';

/** What a restarted server believes of the locks that it has forgotten: pages that were inside tell it. */

/** About as long as pages that lost their connection with the server need to come back. */
const RESTORING_MS = 30_000;

export interface Restoring {
  readonly startedAt: number;
  /** Whether a participant was in their room, by a proof that this server or one before it signed. Null without SECRET. */
  readonly wasMember: ((id: ParticipantId, membership: string) => boolean) | null;
}

/**
 * Whether a page's word that its room was locked counts: just after a restart, and with SECRET only from those who were
 * inside. Without SECRET there is no proof, and a lie costs no more than a lock that anybody inside can undo.
 */
export function isLockClaim(
  id: ParticipantId,
  { isLocked = false, membership = '' }: Pick<JoinRequest, 'isLocked' | 'membership'>,
  now: number,
  { startedAt, wasMember }: Restoring,
): boolean {
  const isTimely = now - startedAt < RESTORING_MS;
  return isLocked && isTimely && (wasMember === null || wasMember(id, membership));
}
