import type { Fact, LeaveReason, Participant, ParticipantId, RoomId, Roster } from '../../shared/protocol.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';

/**
 * A room: state in, state and facts out. Plain data without methods, so that a store may keep it as JSON.
 * Times are milliseconds since the epoch and come from the caller.
 */
export interface Room {
  readonly id: RoomId;
  /** See `Roster.rev`. */
  readonly rev: number;
  /** The revision at which the room last changed its look from outside: door.ts. */
  readonly outsideRev: number;
  readonly nextSeq: number;
  readonly members: readonly Member[];
  /** Whether newcomers have to be let in. */
  readonly isLocked: boolean;
  /** `settled` once somebody in the room has used it: nothing from before a restart of the server counts then. */
  readonly lockSource: 'none' | 'restored' | 'settled';
  /** When somebody inside last answered a knock; 0 for never. */
  readonly answeredAt: number;
  /** The visitors outside that a locked room knows; none while the room is open. */
  readonly guests: readonly Guest[];
}

export interface Member {
  readonly id: ParticipantId;
  readonly seq: number;
  readonly name: string;
  readonly connection: MemberConnection;
}

export type Guest =
  | Visitor
  | { readonly state: 'admitted'; readonly id: ParticipantId }
  | { readonly state: 'refused'; readonly id: ParticipantId; readonly until: number };

/** Somebody who knocks. */
export interface Visitor {
  readonly state: 'knocking';
  readonly id: ParticipantId;
  readonly name: string;
  readonly session: string;
  readonly since: number;
  /** Tells visitors from one network apart from others, and is no address itself; null when it is not known. */
  readonly network: string | null;
}

/** `session` tells a participant's connections apart: only the current one may mark them away. */
export type MemberConnection =
  { readonly state: 'here'; readonly session: string } | { readonly state: 'away'; readonly until: number };

export interface Change {
  readonly room: Room;
  readonly facts: readonly Fact[];
}

export interface Arrival {
  readonly id: ParticipantId;
  readonly name: string;
  readonly session: string;
  readonly now: number;
  /** They were in this room when it was locked, before the server was restarted just now: restore.ts. */
  readonly wasLocked: boolean;
}

/**
 * A room starts its revisions at the time it comes into being: no room changes a thousand times a second,
 * so one that is created anew is always ahead of its predecessor, even across a restart.
 */
export const createRoom = (id: RoomId, now: number): Room => ({
  id,
  rev: now,
  outsideRev: now,
  nextSeq: 1,
  members: [],
  isLocked: false,
  lockSource: 'none',
  answeredAt: 0,
  guests: [],
});

export const isEmpty = (room: Room): boolean => room.members.length === 0;

export const findMember = (room: Room, id: ParticipantId): Member | undefined =>
  room.members.find((member) => member.id === id);

export const toParticipant = ({ id, seq, name, connection }: Member): Participant => ({
  id,
  seq,
  name,
  presence: connection.state,
});

export const toRoster = (room: Room): Roster => ({
  rev: room.rev,
  participants: room.members.map(toParticipant),
  isLocked: room.isLocked,
  knocks: room.guests.flatMap((guest) => (guest.state === 'knocking' ? [{ id: guest.id, name: guest.name }] : [])),
});

export const unchanged = (room: Room): Change => ({ room, facts: [] });

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

export function removeMember(room: Room, id: ParticipantId, reason: LeaveReason): Change {
  const rev = room.rev + 1;
  const members = room.members.filter((member) => member.id !== id);
  return {
    room: { ...(room.isLocked ? withGuest(room, { state: 'admitted', id }) : room), rev, members },
    facts: [{ type: 'participant:left', rev, id, reason }],
  };
}

/** Far more than there are places; those who have not been heard of for longest are forgotten. */
const MAX_GUESTS = 64;

export const guestsWithout = (room: Room, id: ParticipantId): readonly Guest[] =>
  room.guests.filter((guest) => guest.id !== id);

export const withGuest = (room: Room, guest: Guest): Room => ({
  ...room,
  guests: [...guestsWithout(room, guest.id), guest].slice(-MAX_GUESTS),
});

/** Whether the lock lets somebody pass: those who were let in may come back, and a reload is a leave and a join. */
export const mayEnter = (room: Room, id: ParticipantId): boolean =>
  !room.isLocked ||
  findMember(room, id) !== undefined ||
  room.guests.some((guest) => guest.id === id && guest.state === 'admitted');

/** Enters the room, or comes back to the place one has: same number, newest connection. */
export function join(room: Room, arrival: Arrival, capacity: number): Result<Change> {
  const { id, name, session } = arrival;
  const member = findMember(room, id);
  if (member) return ok(replaceMember(room, member, { ...member, name, connection: { state: 'here', session } }));
  if (!mayEnter(room, id) && !(arrival.wasLocked && room.lockSource === 'restored')) return refuse('room:locked');
  if (room.members.length >= capacity) return refuse('room:full');

  const newcomer: Member = { id, name, seq: room.nextSeq, connection: { state: 'here', session } };
  const rev = room.rev + 1;
  const joined: Change = {
    room: {
      ...room,
      rev,
      nextSeq: room.nextSeq + 1,
      members: [...room.members, newcomer],
      guests: guestsWithout(room, id),
    },
    facts: [{ type: 'participant:joined', rev, participant: toParticipant(newcomer) }],
  };
  const isRestoring = arrival.wasLocked && room.lockSource === 'none';
  return ok(isRestoring ? andThen(joined, (next) => changeLock(next, true, null)) : joined);
}

/** Nobody outside is known to a room that has just been locked, or is open. */
export function changeLock(room: Room, isLocked: boolean, by: ParticipantId | null): Change {
  const rev = room.rev + 1;
  return {
    room: { ...room, rev, isLocked, lockSource: by === null && isLocked ? 'restored' : 'settled', guests: [] },
    facts: [{ type: 'room:lock-changed', rev, isLocked, by }],
  };
}

export function andThen({ room, facts }: Change, next: (room: Room) => Change): Change {
  const after = next(room);
  return { room: after.room, facts: [...facts, ...after.facts] };
}

const isCurrent = ({ connection }: Member, session: string): boolean =>
  connection.state === 'here' && connection.session === session;

/** Whether this connection speaks for a member: a participant who has not joined, or has left, has none that does. */
export function isPresent(room: Room, id: ParticipantId, session: string): boolean {
  const member = findMember(room, id);
  return member !== undefined && isCurrent(member, session);
}

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
    .reduce<Change>((change, { id }) => andThen(change, (next) => removeMember(next, id, 'lost')), unchanged(room));
}
