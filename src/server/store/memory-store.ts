import type { RoomId } from '../../shared/protocol.ts';
import { nextLapse } from '../rooms/lock.ts';
import { isEmpty, nextExpiry, type Room } from '../rooms/room.ts';
import type { RoomStore } from '../rooms/rooms.ts';

/** Rooms of one process, gone with it. Updates are synchronous and so atomic by themselves. */
export function createMemoryStore(): RoomStore {
  const rooms = new Map<RoomId, Room>();

  return {
    read: (roomId) => Promise.resolve(rooms.get(roomId) ?? null),

    update(roomId, change) {
      const { room, value } = change(rooms.get(roomId) ?? null);
      if (isEmpty(room)) rooms.delete(roomId);
      else rooms.set(roomId, room);
      return Promise.resolve(value);
    },

    expiring: (now) =>
      Promise.resolve(
        [...rooms.values()].filter((room) => Math.min(nextExpiry(room), nextLapse(room)) <= now).map((room) => room.id),
      ),
  };
}
