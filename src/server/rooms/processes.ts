import type { Fact } from '../../shared/protocol.ts';
import { MAX_REMOVED } from './removal.ts';
import { disconnect } from './room.ts';
import { andThen, toParticipant, unchanged, type Change, type Member, type Room } from './room-state.ts';

/** A room whose people are connected to several processes, of which each may end, or lose touch with the others. */

const processOf = ({ connection }: Member): string | null =>
  connection.state === 'here' ? (connection.process ?? null) : null;

/** Notes on each connection that was made just now which process holds it. */
export const signedBy = (room: Room, process: string): Room => ({
  ...room,
  members: room.members.map((member) =>
    member.connection.state === 'here' && member.connection.process === undefined
      ? { ...member, connection: { ...member.connection, process } }
      : member,
  ),
});

/** A process has ended: those who were connected to it are away, and may come back over another until `until`. */
export const loseProcess = (room: Room, process: string, until: number): Change =>
  room.members
    .filter((member) => processOf(member) === process)
    .reduce<Change>(
      (change, { id, connection }) =>
        andThen(change, (next) =>
          connection.state === 'here' ? disconnect(next, id, connection.session, until) : unchanged(next),
        ),
      unchanged(room),
    );

export interface Reunion {
  readonly process: string;
  /** Until when somebody may come back whom nobody knows to be connected. */
  readonly until: number;
}

/**
 * What is true of a room when a process and the store meet again that could not reach each other. Each process knows about
 * its own connections; of others the store knows more, unless it lost everything.
 */
export function reunite(stored: Room | null, own: Room, { process, until }: Reunion): Room {
  const ownIds = new Set(own.members.filter((member) => processOf(member) === process).map(({ id }) => id));
  const ofStore = (stored?.members ?? []).filter((member) => !ownIds.has(member.id) && processOf(member) !== process);
  const ofOwn = own.members
    .filter((member) => stored === null || ownIds.has(member.id))
    .map((member) =>
      ownIds.has(member.id) || member.connection.state === 'away'
        ? member
        : { ...member, connection: { state: 'away' as const, until } },
    );
  const members = [...ofStore, ...ofOwn].sort((a, b) => a.seq - b.seq);
  const others = stored ?? own;
  const isLocked = own.isLocked || others.isLocked;
  const known = new Set(own.guests.map(({ id }) => id));
  const guests = isLocked ? [...others.guests.filter(({ id }) => !known.has(id)), ...own.guests] : [];
  const removedByOthers = new Set(others.removed.map(({ id }) => id));
  // Where both sides have set something, the busier one is believed.
  const { settings, passcode, memoryRev } = own.rev > others.rev ? own : others;
  const rev = Math.max(own.rev, others.rev) + 1;
  return {
    ...own,
    ...others,
    settings,
    passcode,
    memoryRev,
    removed: [...others.removed, ...own.removed.filter(({ id }) => !removedByOthers.has(id))].slice(-MAX_REMOVED),
    members,
    isLocked,
    guests,
    lockSource: own.lockSource === 'none' ? others.lockSource : own.lockSource,
    answeredAt: Math.max(own.answeredAt, others.answeredAt),
    nextSeq: Math.max(own.nextSeq, others.nextSeq),
    rev,
    outsideRev: rev,
  };
}

/** Who came and who went between two states of a room; null is one that nobody is in. */
export function comingsAndGoings(before: Room | null, after: Room | null): Fact[] {
  const rev = (after ?? before)?.rev ?? 0;
  const [old, now] = [before, after].map((room) => new Map((room?.members ?? []).map((member) => [member.id, member])));
  return [
    ...[...(now?.values() ?? [])]
      .filter(({ id }) => !old?.has(id))
      .map((member): Fact => ({ type: 'participant:joined', rev, participant: toParticipant(member) })),
    ...[...(old?.keys() ?? [])]
      .filter((id) => !now?.has(id))
      .map((id): Fact => ({ type: 'participant:left', rev, id, reason: 'left' })),
  ];
}
