import type { KnockAnswer, KnockEnded, ParticipantId } from '../../shared/protocol.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import {
  changeLock,
  findMember,
  guestsWithout,
  mayEnter,
  unchanged,
  withGuest,
  type Change,
  type Guest,
  type Room,
} from './room.ts';

/** The lock of a room, and who knocks. Everybody inside may turn it and let others in: there is no host. */

/** More people than could come in are nobody's guests; each of them rings on every page. */
const MAX_KNOCKS = 16;

type Knocking = Extract<Guest, { state: 'knocking' }>;

const knockOf = (room: Room, id: ParticipantId): Knocking | undefined =>
  room.guests.find((guest): guest is Knocking => guest.id === id && guest.state === 'knocking');

const isRefused = (room: Room, id: ParticipantId): boolean =>
  room.guests.some((guest) => guest.id === id && guest.state === 'refused');

export function setLocked(room: Room, by: ParticipantId, isLocked: boolean): Result<Change> {
  if (!findMember(room, by)) return refuse('room:not-joined');
  return ok(room.isLocked === isLocked ? unchanged(room) : changeLock(room, isLocked, by));
}

/** Knocking again changes only the connection that the answer is for; where nobody has to be asked, nothing at all. */
export function knock(room: Room, { id, name, session }: Omit<Knocking, 'state'>): Result<Change> {
  if (mayEnter(room, id)) return ok(unchanged(room));
  if (isRefused(room, id)) return refuse('knock:refused');
  const guest: Guest = { state: 'knocking', id, name, session };
  if (knockOf(room, id)?.name === name) return ok(unchanged(withGuest(room, guest)));
  if (room.guests.filter(({ state }) => state === 'knocking').length >= MAX_KNOCKS) return refuse('knock:too-many');
  const rev = room.rev + 1;
  return ok({ room: { ...withGuest(room, guest), rev }, facts: [{ type: 'knock:made', rev, knock: { id, name } }] });
}

function endKnock(room: Room, id: ParticipantId, outcome: KnockEnded['outcome']): Change {
  const rev = room.rev + 1;
  const ended: Room =
    outcome === 'withdrawn' ? { ...room, guests: guestsWithout(room, id) } : withGuest(room, { state: outcome, id });
  return {
    room: { ...ended, rev },
    facts: [{ type: 'knock:ended', rev, id, outcome }],
  };
}

export function answerKnock(room: Room, by: ParticipantId, { id, isAdmitted }: KnockAnswer): Result<Change> {
  if (!findMember(room, by)) return refuse('room:not-joined');
  if (!knockOf(room, id)) return refuse('knock:gone');
  return ok(endKnock(room, id, isAdmitted ? 'admitted' : 'refused'));
}

/** Whoever knocked went away, or was cut off: a later connection of theirs knocks anew. */
export const withdrawKnock = (room: Room, id: ParticipantId, session: string): Change =>
  knockOf(room, id)?.session === session ? endKnock(room, id, 'withdrawn') : unchanged(room);
