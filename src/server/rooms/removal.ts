import type { ParticipantId } from '../../shared/protocol.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { hasSayAbout, isHost } from './hosts.ts';
import {
  andThen,
  createRoom,
  findMember,
  guestsWithout,
  removeMember,
  unchanged,
  type Change,
  type Ended,
  type Removed,
  type Room,
} from './room-state.ts';

/** A host takes somebody out of the room, or ends it for all. */

/** Rooms hold 16 people at most; one that has to remove more than these has other means. */
export const MAX_REMOVED = 64;

/** Whether somebody was removed: by the ticket that they had, or by the browser that they come from. */
export const isRemoved = (room: Room, { id, browser }: Removed): boolean =>
  room.removed.some((removed) => removed.id === id || (browser !== null && removed.browser === browser));

/** Takes out the members who are among those who were removed. */
export const takeOutRemoved = (room: Room): Change =>
  room.members
    .filter((member) => isRemoved(room, member))
    .reduce<Change>(
      (change, member) => andThen(change, (next) => removeMember(next, member, 'removed')),
      unchanged(room),
    );

export const withRemoved = (room: Room, removed: readonly Removed[]): Room => ({
  ...room,
  removed: [...room.removed, ...removed].slice(-MAX_REMOVED),
});

/** The ticket and the browser of somebody stay out for as long as the room lives, with everybody in that browser. */
export function remove(room: Room, by: ParticipantId, id: ParticipantId): Result<Change> {
  const [host, member] = [findMember(room, by), findMember(room, id)];
  if (!host || !isHost(room, by)) return refuse('host:required');
  if (!member || id === by) return refuse('participant:unknown');
  if (!hasSayAbout(host, member)) return refuse('host:required');
  // A host who removes a tab of their own browser stays in with the others.
  return ok(takeOut(room, { id, browser: member.browser === host.browser ? null : member.browser }));
}

function takeOut(room: Room, removed: Removed): Change {
  const after = withRemoved({ ...room, guests: guestsWithout(room, removed.id) }, [removed]);
  const formerHosts = after.formerHosts.filter((former) => former !== removed.id);
  return takeOutRemoved({ ...after, formerHosts });
}

/** The server's admin removes somebody, host or not. */
export function removeByAdmin(room: Room, id: ParticipantId): Result<Change> {
  const member = findMember(room, id);
  return member ? ok(takeOut(room, { id, browser: member.browser })) : refuse('participant:unknown');
}

/** How long those who may not have heard of the end are told of it when they come back. */
const ENDED_MS = 10 * 60_000;

/** Everybody leaves. What comes after is another room, which somebody has to enter on purpose. */
export const end = (room: Room, by: ParticipantId, now: number): Result<Change> =>
  isHost(room, by) ? ok(endRoom(room, now)) : refuse('host:required');

/** The same for a host and for the admin. */
export function endRoom(room: Room, now: number): Change {
  const members = room.members.map(({ id, connection }) => ({
    id,
    session: connection.state === 'here' ? connection.session : null,
  }));
  const left = room.members.reduce<Change>(
    (change, member) => andThen(change, (next) => removeMember(next, member, 'ended')),
    unchanged(room),
  );
  const { rev, outsideRev } = left.room;
  const after: Room = { ...createRoom(room.id, now), rev, outsideRev, ended: { until: now + ENDED_MS, members } };
  return { room: after, facts: left.facts };
}

/** Whether a page comes back by itself, because it has not heard that the room was ended: once for each. */
export function isUnaware({ members }: Ended, id: ParticipantId, session: string): boolean {
  const member = members.find((each) => each.id === id);
  return member !== undefined && member.session !== session;
}

/** People who come back after that time come on purpose. */
export const expireEnded = (room: Room, now: number): Change =>
  unchanged(room.ended && room.ended.until <= now ? { ...room, ended: null } : room);

/** They have been told now. */
export const withoutEnded = (room: Room, id: ParticipantId): Room => ({
  ...room,
  ended: room.ended && { ...room.ended, members: room.ended.members.filter((member) => member.id !== id) },
});
