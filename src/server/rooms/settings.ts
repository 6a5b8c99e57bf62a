import { DEFAULT_SETTINGS, type RoomSettings, type SettingsChange } from '../../shared/hosting.ts';
import type { ParticipantId } from '../../shared/protocol.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { isHost } from './hosts.ts';
import { findMember, unchanged, type Change, type Room } from './room-state.ts';

/** What hosts set for a room. */

/** A change whose passcode is hashed already. */
export interface HashedChange extends Omit<SettingsChange, 'passcode'> {
  /** Null takes the passcode away; absent, it stays. */
  readonly passcode?: string | null;
}

/** @param capacity of the server; a room cannot hold more */
export function changeSettings(
  room: Room,
  by: ParticipantId,
  { passcode, ...change }: HashedChange,
  capacity: number,
): Result<Change> {
  if (!isHost(room, by)) return refuse('host:required');
  const next = passcode === undefined ? room.passcode : passcode;
  const settings: RoomSettings = { ...room.settings, ...change, hasPasscode: next !== null };
  if ((settings.capacity ?? capacity) > capacity) return refuse('payload:invalid');
  const changed: Room = { ...room, passcode: next, guests: next === room.passcode ? room.guests : knocksOf(room) };
  const isSettled = findMember(room, by)?.host !== 'chance';
  return ok(withSettings({ ...changed, ...(isSettled && { memoryRev: room.rev + 1 }) }, settings, by));
}

/** With a new passcode nobody who was inside before is known at the door. */
const knocksOf = ({ guests }: Room): Room['guests'] => guests.filter(({ state }) => state !== 'admitted');

/** They are plain data with their fields in one order. */
const isSame = (a: RoomSettings, b: RoomSettings): boolean => JSON.stringify(a) === JSON.stringify(b);

export function withSettings(room: Room, settings: RoomSettings, by: ParticipantId | null): Change {
  if (isSame(settings, room.settings)) return unchanged(room);
  const rev = room.rev + 1;
  const isDefault = isSame(settings, DEFAULT_SETTINGS);
  return {
    room: { ...room, rev, settings: isDefault ? DEFAULT_SETTINGS : settings },
    facts: [{ type: 'room:settings-changed', rev, settings, by }],
  };
}
