import * as v from 'valibot';
import { settingsSchema } from '../../shared/room-settings.ts';
import { participantIdSchema } from '../../shared/validate.ts';
import { takeOutRemoved, withRemoved } from './removal.ts';
import { andThen, replaceMember, unchanged, type Change, type HostKind, type Member, type Room } from './room-state.ts';
import { withSettings } from './settings.ts';

/**
 * What pages keep for the room, sealed by the server: after a restart they bring it back (restore.ts). The lock is not in
 * it, for pages know of the lock themselves.
 */

/** More would make the membership long that every page keeps. */
const MAX_REMOVED_REMEMBERED = 32;

const removedSchema = v.object({ id: participantIdSchema, browser: v.nullable(v.string()) });

export const memorySchema = v.object({
  /** The revision of the room that this is from: of two memories the newer one counts. */
  rev: v.pipe(v.number(), v.safeInteger()),
  settings: settingsSchema,
  passcode: v.nullable(v.string()),
  removed: v.array(removedSchema),
  hosts: v.array(participantIdSchema),
});

export type RoomMemory = v.InferOutput<typeof memorySchema>;

export function memoryOf(room: Room): RoomMemory {
  const hosts = room.members.filter(({ host }) => host !== 'no').map(({ id }) => id);
  return {
    rev: room.rev,
    settings: { ...room.settings },
    passcode: room.passcode,
    removed: room.removed.slice(-MAX_REMOVED_REMEMBERED),
    hosts: [...hosts, ...room.formerHosts],
  };
}

const withoutRev = (room: Room): string => JSON.stringify({ ...memoryOf(room), rev: 0 });

export const isMemoryNew = (before: Room, after: Room): boolean => withoutRev(before) !== withoutRev(after);

/** Hosts by chance of a room that had hosts before are none. */
function hostKindAfter({ id, host }: Member, { hosts }: RoomMemory): HostKind {
  if (host === 'key') return 'key';
  return hosts.includes(id) ? 'given' : 'no';
}

/** Makes the room what it was before the restart. What a host has set since then, or a newer memory, stays. */
export function restoreMemory(room: Room, memory: RoomMemory): Change {
  if (memory.rev <= room.memoryRev) return unchanged(room);
  const { settings, passcode, removed, hosts } = memory;
  const before = withRemoved({ ...room, memoryRev: memory.rev, passcode, formerHosts: hosts }, removed);
  const restored = withSettings(before, settings, null);
  const withHosts = room.members.reduce(
    (change, member) =>
      andThen(change, (next) => replaceMember(next, member, { ...member, host: hostKindAfter(member, memory) })),
    restored,
  );
  return andThen(withHosts, takeOutRemoved);
}
