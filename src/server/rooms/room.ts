import type { Fact, Participant, ParticipantId, RoomId, Roster } from '../../shared/protocol.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';

/**
 * A room: state in, state and facts out. Plain data without methods, so that a store may keep it as JSON.
 * Times are milliseconds since the epoch and come from the caller.
 */
export interface Room {
  readonly id: RoomId;
  /** See `Roster.rev`. */
  readonly rev: number;
  readonly nextSeq: number;
  readonly members: readonly Member[];
}

export interface Member {
  readonly id: ParticipantId;
  readonly seq: number;
  readonly name: string;
  readonly connection: Connection;
}

/** `session` tells a participant's connections apart: only the current one may mark them away. */
export type Connection =
  { readonly state: 'here'; readonly session: string } | { readonly state: 'away'; readonly until: number };

export interface Change {
  readonly room: Room;
  readonly facts: readonly Fact[];
}

export interface Arrival {
  readonly id: ParticipantId;
  readonly name: string;
  readonly session: string;
}

/**
 * A room starts its revisions at the time it comes into being: no room changes a thousand times a second,
 * so one that is created anew is always ahead of its predecessor, even across a restart.
 */
export const createRoom = (id: RoomId, now: number): Room => ({ id, rev: now, nextSeq: 1, members: [] });

export const isEmpty = (room: Room): boolean => room.members.length === 0;

export const findMember = (room: Room, id: ParticipantId): Member | undefined =>
  room.members.find((member) => member.id === id);

export const toParticipant = ({ id, seq, name, connection }: Member): Participant => ({
  id,
  seq,
  name,
  presence: connection.state,
});

export const toRoster = (room: Room): Roster => ({ rev: room.rev, participants: room.members.map(toParticipant) });

const unchanged = (room: Room): Change => ({ room, facts: [] });

/** Puts `member` in the place of the one with its id; a fact goes out only where others can see a difference. */
function replaceMember(room: Room, before: Member, after: Member): Change {
  const members = room.members.map((member) => (member.id === after.id ? after : member));
  if (before.name === after.name && before.connection.state === after.connection.state) {
    return unchanged({ ...room, members });
  }
  const rev = room.rev + 1;
  return {
    room: { ...room, rev, members },
    facts: [{ type: 'participant:changed', rev, participant: toParticipant(after) }],
  };
}

function removeMember(room: Room, id: ParticipantId, reason: 'left' | 'lost'): Change {
  const rev = room.rev + 1;
  return {
    room: { ...room, rev, members: room.members.filter((member) => member.id !== id) },
    facts: [{ type: 'participant:left', rev, id, reason }],
  };
}

/** Enters the room, or comes back to the place one has: same number, newest connection. */
export function join(room: Room, { id, name, session }: Arrival, capacity: number): Result<Change> {
  const member = findMember(room, id);
  if (member) return ok(replaceMember(room, member, { ...member, name, connection: { state: 'here', session } }));
  if (room.members.length >= capacity) return refuse('room:full');

  const newcomer: Member = { id, name, seq: room.nextSeq, connection: { state: 'here', session } };
  const rev = room.rev + 1;
  return ok({
    room: { ...room, rev, nextSeq: room.nextSeq + 1, members: [...room.members, newcomer] },
    facts: [{ type: 'participant:joined', rev, participant: toParticipant(newcomer) }],
  });
}

const isCurrent = ({ connection }: Member, session: string): boolean =>
  connection.state === 'here' && connection.session === session;

/**
 * Leaving a room one is not in changes nothing, and neither does a leave by an earlier session: the farewell of a
 * page that is being reloaded may arrive after the new page has joined.
 */
export function leave(room: Room, id: ParticipantId, session: string): Change {
  const member = findMember(room, id);
  return member && (member.connection.state === 'away' || isCurrent(member, session))
    ? removeMember(room, id, 'left')
    : unchanged(room);
}

export function rename(room: Room, id: ParticipantId, name: string): Result<Change> {
  const member = findMember(room, id);
  return member ? ok(replaceMember(room, member, { ...member, name })) : refuse('room:not-joined');
}

/** A connection dropped: the participant keeps their place until `until`, unless a newer connection has it. */
export function disconnect(room: Room, id: ParticipantId, session: string, until: number): Change {
  const member = findMember(room, id);
  if (!member || !isCurrent(member, session)) return unchanged(room);
  return replaceMember(room, member, { ...member, connection: { state: 'away', until } });
}

/** When the first grace time in this room runs out, or Infinity. */
export const nextExpiry = (room: Room): number =>
  Math.min(...room.members.map(({ connection }) => (connection.state === 'away' ? connection.until : Infinity)));

/** Removes those whose grace time has run out. */
export function expire(room: Room, now: number): Change {
  return room.members
    .filter(({ connection }) => connection.state === 'away' && connection.until <= now)
    .reduce<Change>((change, { id }) => {
      const removal = removeMember(change.room, id, 'lost');
      return { room: removal.room, facts: [...change.facts, ...removal.facts] };
    }, unchanged(room));
}
