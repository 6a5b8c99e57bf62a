import type { KnockAnswer, KnockEnded, ParticipantId } from '../../shared/protocol.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { isHost } from './hosts.ts';
import { isRemoved } from './removal.ts';
import { changeLock, mayEnter } from './room.ts';
import {
  findMember,
  guestsWithout,
  unchanged,
  withGuest,
  type Change,
  type Guest,
  type Room,
  type Visitor,
} from './room-state.ts';

/** The lock of a room, and who knocks. Everybody inside may turn it and let others in, until a host says otherwise. */

/** Limits how many people can knock at once: each knock plays a sound on every page. */
const MAX_KNOCKS = 16;

/**
 * A family or a class that comes together is let in one after another; more from one network keep others from being
 * heard.
 */
const MAX_KNOCKS_OF_NETWORK = 4;

/** Time to say sorry on another channel, and a pause for those inside. */
const REFUSED_MS = 60_000;

/** A room whose people do not answer for this long is locked by somebody who is not there. */
const UNANSWERED_MS = 10 * 60_000;

const isVisitor = (guest: Guest): guest is Visitor => guest.state === 'knocking';

const knockOf = (room: Room, id: ParticipantId): Visitor | undefined =>
  room.guests.filter(isVisitor).find((visitor) => visitor.id === id);

const isRefused = (room: Room, id: ParticipantId, now: number): boolean =>
  room.guests.some((guest) => guest.id === id && guest.state === 'refused' && now < guest.until);

/** Whether one more visitor of this network would keep others from being heard. */
function isCrowded(room: Room, network: string | null): boolean {
  const visitors = room.guests.filter(isVisitor);
  const ofNetwork = visitors.filter((visitor) => network !== null && visitor.network === network);
  return visitors.length >= MAX_KNOCKS || ofNetwork.length >= MAX_KNOCKS_OF_NETWORK;
}

/** Why somebody may not turn the lock or answer a knock; null when they may. */
function refusalAsDoorkeeper(room: Room, id: ParticipantId): Result<never> | null {
  if (!findMember(room, id)) return refuse('room:not-joined');
  return room.settings.doorkeepers === 'everyone' || isHost(room, id) ? null : refuse('host:required');
}

export function setLocked(room: Room, by: ParticipantId, isLocked: boolean): Result<Change> {
  const refusal = refusalAsDoorkeeper(room, by);
  if (refusal) return refusal;
  return ok(room.isLocked === isLocked ? unchanged(room) : changeLock(room, isLocked, by));
}

/** Knocking again changes only the connection that the answer is for; where nobody has to be asked, nothing at all. */
export function knock(
  room: Room,
  { id, name, session, since, network, browser }: Omit<Visitor, 'state'> & { readonly browser: string | null },
): Result<Change> {
  if (isRemoved(room, { id, browser })) return refuse('participant:removed');
  if (mayEnter(room, id)) return ok(unchanged(room));
  if (isRefused(room, id, since)) return refuse('knock:refused');
  const before = knockOf(room, id);
  const guest: Visitor = { state: 'knocking', id, name, session, since: before?.since ?? since, network };
  if (before?.name === name) return ok(unchanged(withGuest(room, guest)));
  if (!before && isCrowded(room, network)) return refuse('knock:too-many');
  const rev = room.rev + 1;
  return ok({ room: { ...withGuest(room, guest), rev }, facts: [{ type: 'knock:made', rev, knock: { id, name } }] });
}

/** @param guest what is remembered of them */
function endKnock(room: Room, id: ParticipantId, outcome: KnockEnded['outcome'], guest: Guest | null): Change {
  const rev = room.rev + 1;
  const ended: Room = guest === null ? { ...room, guests: guestsWithout(room, id) } : withGuest(room, guest);
  return {
    room: { ...ended, rev },
    facts: [{ type: 'knock:ended', rev, id, outcome }],
  };
}

export function answerKnock(
  room: Room,
  by: ParticipantId,
  { id, isAdmitted }: KnockAnswer,
  now: number,
): Result<Change> {
  const refusal = refusalAsDoorkeeper(room, by);
  if (refusal) return refusal;
  if (!knockOf(room, id)) return refuse('knock:gone');
  const answered: Room = { ...room, answeredAt: now };
  return ok(
    isAdmitted
      ? endKnock(answered, id, 'admitted', { state: 'admitted', id })
      : endKnock(answered, id, 'refused', { state: 'refused', id, until: now + REFUSED_MS }),
  );
}

/** The visitor who knocked went away or was cut off. A later connection of this visitor knocks anew. */
export const withdrawKnock = (room: Room, id: ParticipantId, session: string): Change =>
  knockOf(room, id)?.session === session ? endKnock(room, id, 'withdrawn', null) : unchanged(room);

/** When the lock gives way because nobody inside answers knocks, or Infinity. */
export function nextLapse(room: Room): number {
  const first = Math.min(...room.guests.filter(isVisitor).map(({ since }) => since));
  return Math.max(first, room.answeredAt) + UNANSWERED_MS;
}

/** Opens a room whose people have not answered a knock for long. */
export const lapse = (room: Room, now: number): Change =>
  room.isLocked && nextLapse(room) <= now ? changeLock(room, false, null) : unchanged(room);
