import type { RoomId } from '../../shared/protocol.ts';
import { ok } from '../../shared/result.ts';
import { nextDeadline } from '../rooms/deadlines.ts';
import { isEmpty, isForgotten, type Room } from '../rooms/room-state.ts';
import type { Publish, RoomStore } from '../rooms/rooms.ts';

/** Rooms of one process, gone with it. Updates are synchronous and so atomic by themselves. */
export function createMemoryStore(publish: Publish): RoomStore {
  const rooms = new Map<RoomId, Room>();

  return {
    read: (roomId) => Promise.resolve(rooms.get(roomId) ?? null),

    update(roomId, change) {
      const { room, news, value } = change(rooms.get(roomId) ?? null);
      if (isForgotten(room)) rooms.delete(roomId);
      else rooms.set(roomId, room);
      if (news) publish(roomId, news, room);
      return Promise.resolve(ok(value));
    },

    all: () => Promise.resolve([...rooms.values()].filter((room) => !isEmpty(room))),

    expiring: (now) =>
      Promise.resolve([...rooms.values()].filter((room) => nextDeadline(room) <= now).map((room) => room.id)),
  };
}
