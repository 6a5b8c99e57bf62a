import type { ParticipantId } from '../../shared/protocol.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { RoomMemory } from './memory.ts';
import { isRemoved } from './removal.ts';
import {
  andThen,
  capacityOf,
  findMember,
  guestsWithout,
  removeMember,
  replaceMember,
  toParticipant,
  unchanged,
  type Change,
  type HostKind,
  type Member,
  type Room,
} from './room-state.ts';

/** Who comes into a room, and who goes. */

export interface Arrival {
  readonly id: ParticipantId;
  readonly name: string;
  readonly session: string;
  readonly now: number;
  /** They were in this room when it was locked, before the server was restarted just now: restore.ts. */
  readonly wasLocked: boolean;
  readonly browser: string | null;
  /** They showed the room's host key. */
  readonly hasHostKey: boolean;
  /** What they bring back of the room from before a restart, which proves that they were in it; null without. */
  readonly memory: RoomMemory | null;
  /** The hash that the passcode they showed was found to fit; null without one. */
  readonly provenPasscode: string | null;
}

/** Whether somebody inside has let them in; those who were inside count, because a reload is a leave and a join. */
const isAdmitted = (room: Room, id: ParticipantId): boolean =>
  room.guests.some((guest) => guest.id === id && guest.state === 'admitted');

/** Whether the lock lets somebody pass. */
export const mayEnter = (room: Room, id: ParticipantId): boolean =>
  !room.isLocked || findMember(room, id) !== undefined || isAdmitted(room, id);

/** Why somebody who is not in the room may not enter it; null when they may. */
function refusalOf(room: Room, arrival: Arrival, capacity: number): Result<never> | null {
  const { id, hasHostKey, wasLocked, memory, provenPasscode } = arrival;
  if (!hasHostKey) {
    if (!mayEnter(room, id) && !(wasLocked && room.lockSource === 'restored')) return refuse('room:locked');
    // Who is let in by somebody inside, or was there before a restart, needs no passcode.
    const needsPasscode = room.passcode !== null && memory === null && !isAdmitted(room, id);
    if (needsPasscode && provenPasscode !== room.passcode) return refuse('passcode:needed');
  }
  return room.members.length >= capacityOf(room, capacity) ? refuse('room:full') : null;
}

function hostKindOf(room: Room, { id, hasHostKey }: Arrival): HostKind {
  if (hasHostKey) return 'key';
  if (room.formerHosts.includes(id)) return 'given';
  return room.members.length === 0 ? 'chance' : 'no';
}

/** Enters the room, or comes back to the place one has: same number, newest connection. */
export function join(room: Room, arrival: Arrival, capacity: number): Result<Change> {
  const { id, name, session, browser } = arrival;
  if (isRemoved(room, arrival)) return refuse('participant:removed');
  const connection = { state: 'here', session } as const;
  const member = findMember(room, id);
  if (member) {
    const host = arrival.hasHostKey ? 'key' : member.host;
    return ok(replaceMember(room, member, { ...member, name, connection, browser, host }));
  }
  const refusal = refusalOf(room, arrival, capacity);
  if (refusal) return refusal;

  const newcomer: Member = { id, name, seq: room.nextSeq, connection, browser, host: hostKindOf(room, arrival) };
  const rev = room.rev + 1;
  const joined: Change = {
    room: {
      ...room,
      rev,
      nextSeq: room.nextSeq + 1,
      members: [...room.members, newcomer],
      guests: guestsWithout(room, id),
      formerHosts: room.formerHosts.filter((former) => former !== id),
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
    ? removeMember(room, member, 'left')
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
    .reduce<Change>((change, member) => andThen(change, (next) => removeMember(next, member, 'lost')), unchanged(room));
}
