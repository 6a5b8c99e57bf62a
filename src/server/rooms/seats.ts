import type { ParticipantId } from '../../shared/protocol.ts';
import type { Result } from '../../shared/result.ts';
import { join, type Arrival } from './room.ts';
import { andThen, removeMember, type Change, type Member, type Room } from './room-state.ts';

/** Whose seat goes to a newcomer when the room is full: that of somebody who is not there. */

/** A page that was reloaded, or a phone that changed its network, is back sooner. */
const AWAY_MS = 10_000;

/** A page joins when its PeerServer connection is open, and makes a lost one anew within seconds. */
const WITHOUT_PEER_MS = 20_000;

export interface SeatRules {
  readonly capacity: number;
  readonly graceMs: number;
  /** Since when a member has had no connection to PeerServer; null while there is one. */
  readonly withoutPeerSince: (id: ParticipantId) => number | null;
  /** Many connections were lost at once just now, so that being away says nothing about one of them. */
  readonly isShaken: boolean;
}

/** When the seat of a member may be given away, or Infinity. */
function dueAt({ id, connection }: Member, { graceMs, withoutPeerSince }: SeatRules): number {
  const peerlessSince = withoutPeerSince(id) ?? Infinity;
  const awaySince = connection.state === 'away' ? connection.until - graceMs : Infinity;
  return Math.min(awaySince + AWAY_MS, peerlessSince + WITHOUT_PEER_MS);
}

/** The member who has been gone for longest, if for long enough. */
function seatToGive(room: Room, now: number, rules: SeatRules): Member | null {
  if (rules.isShaken) return null;
  const [first] = room.members
    .map((member) => ({ member, at: dueAt(member, rules) }))
    .filter(({ at }) => at <= now)
    .sort((a, b) => a.at - b.at);
  return first?.member ?? null;
}

/** Enters the room; when it is full, in the place of somebody who is gone. */
export function joinOrTakeSeat(room: Room, arrival: Arrival, rules: SeatRules): Result<Change> {
  const joined = join(room, arrival, rules.capacity);
  if (joined.ok || joined.code !== 'room:full') return joined;
  const member = seatToGive(room, arrival.now, rules);
  if (!member) return joined;
  const given = removeMember(room, member, 'lost');
  const entered = join(given.room, arrival, rules.capacity);
  return entered.ok ? { ok: true, value: andThen(given, () => entered.value) } : joined;
}
