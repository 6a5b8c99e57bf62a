import { nextLapse } from './lock.ts';
import { nextExpiry } from './room.ts';
import type { Room } from './room-state.ts';

/** When time alone will change a room, or Infinity. */
export const nextDeadline = (room: Room): number =>
  Math.min(nextExpiry(room), nextLapse(room), room.heirAt ?? Infinity, room.ended?.until ?? Infinity);
