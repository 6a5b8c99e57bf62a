import { EMPTY_ROSTER, type Fact, type ParticipantId, type Roster } from '../../shared/protocol.ts';
import { findMember, isEmpty, toRoster, type Change, type Room } from './room.ts';

/** What is seen of a room from outside: all of an open one; of a locked or full one how many people are in it. */

/** What a change tells: the facts to those inside; to those outside the same, or a roster instead, or nothing. */
export interface DoorNews {
  readonly facts: readonly Fact[];
  readonly outside: 'facts' | Roster | null;
}

const isClosed = (room: Room, capacity: number): boolean => room.isLocked || room.members.length >= capacity;

/** What those outside see. */
function lookIn(room: Room, capacity: number): Roster {
  if (isEmpty(room)) return { ...EMPTY_ROSTER, rev: room.rev };
  if (!isClosed(room, capacity)) return toRoster(room);
  // A revision that counts what happens inside would tell that something does.
  return { rev: room.outsideRev, participants: [], isLocked: room.isLocked, knocks: [], unseen: room.members.length };
}

/** Those who are inside, and those who may come back in, see everything. */
const isInsider = (room: Room, id: ParticipantId): boolean =>
  findMember(room, id) !== undefined || room.guests.some((guest) => guest.id === id && guest.state === 'admitted');

export const rosterFor = (room: Room, id: ParticipantId, capacity: number): Roster =>
  isInsider(room, id) ? toRoster(room) : lookIn(room, capacity);

/** Completes a change with what it looks like from outside. */
export function newsOf(before: Room, { room, facts }: Change, capacity: number): { room: Room; news: DoorNews } {
  if (!isClosed(before, capacity) && !isClosed(room, capacity)) {
    return { room: { ...room, outsideRev: room.rev }, news: { facts, outside: 'facts' } };
  }
  const isSame =
    isClosed(before, capacity) &&
    isClosed(room, capacity) &&
    before.isLocked === room.isLocked &&
    before.members.length === room.members.length;
  const after = { ...room, outsideRev: isSame ? before.outsideRev : room.rev };
  return { room: after, news: { facts, outside: isSame ? null : lookIn(after, capacity) } };
}
