import type { AppointRequest, HostKey, SettingsChange } from '../../shared/hosting.ts';
import type { ParticipantId, RoomId } from '../../shared/protocol.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { DoorPorts } from './door-proofs.ts';
import { appoint, giveKey, isHost } from './hosts.ts';
import { end, endRoom, remove, removeByAdmin } from './removal.ts';
import { findMember, isEmpty, unchanged, type Change, type Room } from './room-state.ts';
import { changeSettings } from './settings.ts';

/** What only hosts can do with a room: `host:required` for all others. */
export interface HostCases {
  changeSettings(roomId: RoomId, by: ParticipantId, change: SettingsChange): Promise<Result<null>>;
  appoint(roomId: RoomId, by: ParticipantId, request: AppointRequest): Promise<Result<null>>;
  /** Hands out the key of the room, and makes the host one with a key. */
  keep(roomId: RoomId, by: ParticipantId): Promise<Result<HostKey>>;
  remove(roomId: RoomId, by: ParticipantId, id: ParticipantId): Promise<Result<null>>;
  /** Whether a host may ask something of somebody. */
  mayAsk(roomId: RoomId, by: ParticipantId, id: ParticipantId): Promise<Result<null>>;
  end(roomId: RoomId, by: ParticipantId): Promise<Result<null>>;
  /** What the server's admin may do with any room. */
  removeByAdmin(roomId: RoomId, id: ParticipantId): Promise<Result<null>>;
  endByAdmin(roomId: RoomId): Promise<Result<null>>;
}

export interface HostCasesOptions extends Pick<DoorPorts, 'hostKeys' | 'passcodes'> {
  readonly read: (roomId: RoomId) => Promise<Room | null>;
  readonly update: (roomId: RoomId, decide: (room: Room) => Result<Change>) => Promise<Result<Room>>;
  readonly capacity: number;
  readonly now: () => number;
}

export function createHostCases({ read, update, hostKeys, passcodes, capacity, now }: HostCasesOptions): HostCases {
  async function change(roomId: RoomId, decide: (room: Room) => Result<Change>): Promise<Result<null>> {
    const changed = await update(roomId, decide);
    return changed.ok ? ok(null) : changed;
  }

  async function isHostOf(roomId: RoomId, id: ParticipantId): Promise<boolean> {
    const room = await read(roomId);
    return room !== null && isHost(room, id);
  }

  return {
    async changeSettings(roomId, by, { passcode, ...others }) {
      if (passcode === undefined || passcode === null) {
        const hashed = passcode === undefined ? others : { ...others, passcode };
        return change(roomId, (room) => changeSettings(room, by, hashed, capacity));
      }
      // To hash takes time, which only hosts may ask for.
      if (!(await isHostOf(roomId, by))) return refuse('host:required');
      const hash = await passcodes.hash(passcode);
      if (hash === null) return refuse('rate:limited');
      return change(roomId, (room) => changeSettings(room, by, { ...others, passcode: hash }, capacity));
    },

    appoint: (roomId, by, request) => change(roomId, (room) => appoint(room, by, request)),

    async keep(roomId, by) {
      const given = await change(roomId, (room) => giveKey(room, by));
      return given.ok ? ok({ key: hostKeys.issue(roomId), isLasting: hostKeys.isLasting }) : given;
    },

    remove: (roomId, by, id) => change(roomId, (room) => remove(room, by, id)),

    async mayAsk(roomId, by, id) {
      const room = await read(roomId);
      if (room === null || !isHost(room, by)) return refuse('host:required');
      return id !== by && findMember(room, id) ? ok(null) : refuse('participant:unknown');
    },

    end: (roomId, by) => change(roomId, (room) => end(room, by, now())),

    removeByAdmin: (roomId, id) => change(roomId, (room) => removeByAdmin(room, id)),

    endByAdmin: (roomId) => change(roomId, (room) => ok(isEmpty(room) ? unchanged(room) : endRoom(room, now()))),
  };
}
