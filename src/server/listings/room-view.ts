import type { Room } from '../rooms/room-state.ts';
import type { RoomView } from './directory.ts';

/**
 * What the list of public rooms knows of a room.
 * @param capacity how many people a room holds where no host has said
 */
export const viewOf = ({ id, members, isLocked, settings }: Room, capacity: number): RoomView => ({
  id,
  listing: settings.listing,
  people: members.length,
  isLocked,
  hasPasscode: settings.hasPasscode,
  isFull: members.length >= (settings.capacity ?? capacity),
});
