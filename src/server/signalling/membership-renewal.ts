import type { DoorNews } from '../rooms/door.ts';
import { memoryOf } from '../rooms/memory.ts';
import type { Room } from '../rooms/room-state.ts';
import type { Memberships } from '../rooms/rooms.ts';
import { holdersOf } from './audience.ts';
import type { Io } from './socket-server.ts';

/** Gives everybody in a room what they are to keep of it for the time after a restart, whenever that is new. */
export const membershipRenewal =
  (io: Io, memberships: Memberships | null) =>
  ({ isMemoryNew }: DoorNews, room: Room): void => {
    if (!memberships || !isMemoryNew) return;
    const memory = memoryOf(room);
    for (const { id } of room.members) {
      io.to(holdersOf(id)).emit('membership:renewed', { membership: memberships.issue(id, memory) });
    }
  };
