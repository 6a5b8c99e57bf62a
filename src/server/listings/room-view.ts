import { capacityOf, type Room } from '../rooms/room-state.ts';
import type { RoomView } from './directory.ts';

/**
 * What the list of public rooms knows of a room.
 * @param capacity how many people a room holds where no host has said
 */
export const viewOf = (room: Room, capacity: number): RoomView => ({
  id: room.id,
  listing: room.settings.listing,
  people: room.members.length,
  isLocked: room.isLocked,
  hasPasscode: room.settings.hasPasscode,
  isFull: room.members.length >= capacityOf(room, capacity),
});
