import type { RoomId } from '../../shared/protocol.ts';
import { isEmpty, type Room } from './room-state.ts';

/** While it is on, no room comes into being; rooms that are there go on. */
export interface Maintenance {
  readonly isOn: boolean;
  set(isOn: boolean): void;
  /** Whether this room cannot be opened now; any new room for null. */
  isPaused(roomId: RoomId | null): Promise<boolean>;
}

export function createMaintenance(read: (roomId: RoomId) => Promise<Room | null>): Maintenance {
  let isOn = false;
  return {
    get isOn() {
      return isOn;
    },
    set(next) {
      isOn = next;
    },
    async isPaused(roomId) {
      const room = isOn && roomId !== null ? await read(roomId) : null;
      return isOn && (room === null || isEmpty(room));
    },
  };
}
