import { EMPTY_ROSTER, type Fact, type ParticipantId, type Roster } from '../../shared/protocol.ts';
import { isMemoryNew } from './memory.ts';
import { isRemoved } from './removal.ts';
import {
  capacityOf,
  findMember,
  isEmpty,
  settingsFor,
  toRoster,
  type Change,
  type Removed,
  type Room,
} from './room-state.ts';

/** What is seen of a room from outside: all of an open one; of one that is locked, full or has a passcode how many are in it. */

/** What a change tells: the facts to those inside; to those outside the same, or a roster instead, or nothing. */
export interface DoorNews {
  readonly facts: readonly Fact[];
  readonly outside: 'facts' | Roster | null;
  /** What pages keep for the room after a restart is new: memory.ts. */
  readonly isMemoryNew: boolean;
  /** Told to those inside where facts were missed, and nobody knows which. */
  readonly inside?: Roster;
}

const isClosed = (room: Room, capacity: number): boolean =>
  room.isLocked || room.passcode !== null || room.members.length >= capacityOf(room, capacity);

/** What those outside see. */
function lookIn(room: Room, capacity: number): Roster {
  if (isEmpty(room)) return { ...EMPTY_ROSTER, rev: room.rev };
  return isClosed(room, capacity) ? fromOutside(room) : toRoster(room);
}

const fromOutside = (room: Room): Roster => ({
  // A revision that counts what happens inside would tell that something does.
  rev: room.outsideRev,
  participants: [],
  isLocked: room.isLocked,
  knocks: [],
  unseen: room.members.length,
  ...settingsFor(room),
});

/** Those who are inside, and those who may come back in, see everything. */
const isInsider = (room: Room, id: ParticipantId): boolean =>
  findMember(room, id) !== undefined || room.guests.some((guest) => guest.id === id && guest.state === 'admitted');

/** Those who were removed see no more of an open room than of a locked one. */
export function rosterFor(room: Room, visitor: Removed, capacity: number): Roster {
  if (isRemoved(room, visitor)) return fromOutside(room);
  return isInsider(room, visitor.id) ? toRoster(room) : lookIn(room, capacity);
}

/** Tells everybody how things are, instead of what has happened. */
export const newsOfAll = (room: Room, capacity: number): DoorNews => ({
  facts: [],
  isMemoryNew: true,
  inside: toRoster(room),
  outside: lookIn(room, capacity),
});

/** Completes a change with what it looks like from outside. */
export function newsOf(before: Room, { room, facts }: Change, capacity: number): { room: Room; news: DoorNews } {
  const news = { facts, isMemoryNew: isMemoryNew(before, room) };
  if (!isClosed(before, capacity) && !isClosed(room, capacity)) {
    return { room: { ...room, outsideRev: room.rev }, news: { ...news, outside: 'facts' } };
  }
  const isSame =
    isClosed(before, capacity) &&
    isClosed(room, capacity) &&
    before.isLocked === room.isLocked &&
    before.settings === room.settings &&
    before.members.length === room.members.length;
  const after = { ...room, outsideRev: isSame ? before.outsideRev : room.rev };
  return { room: after, news: { ...news, outside: isSame ? null : lookIn(after, capacity) } };
}
