import type { AppointRequest } from '../../shared/hosting.ts';
import type { Fact, ParticipantId } from '../../shared/protocol.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import {
  findMember,
  isEmpty,
  replaceMember,
  unchanged,
  type Change,
  type HostKind,
  type Member,
  type Room,
} from './room-state.ts';

/** Who is a host of a room, and who becomes one. */

export const isHost = (room: Room, id: ParticipantId): boolean => (findMember(room, id)?.host ?? 'no') !== 'no';

/** Whether a host has a say about somebody: those with the room's key are answerable only to each other. */
export const hasSayAbout = (host: Member, other: Member): boolean => other.host !== 'key' || host.host === 'key';

const withHost = (room: Room, member: Member, host: HostKind): Change =>
  replaceMember(room, member, { ...member, host });

/** Makes somebody a host or takes it back. Hosts can take it back from themselves. */
export function appoint(room: Room, by: ParticipantId, { id, isHost: willBeHost }: AppointRequest): Result<Change> {
  const [host, member] = [findMember(room, by), findMember(room, id)];
  if (!host || !isHost(room, by)) return refuse('host:required');
  if (!member) return refuse('participant:unknown');
  if ((member.host !== 'no') === willBeHost) return ok(unchanged(room));
  if (!willBeHost && !hasSayAbout(host, member)) return refuse('host:required');
  return ok(withHost(room, member, willBeHost ? 'given' : 'no'));
}

/** A host has the room's key now. */
export function giveKey(room: Room, id: ParticipantId): Result<Change> {
  const member = findMember(room, id);
  return member && member.host !== 'no' ? ok(withHost(room, member, 'key')) : refuse('host:required');
}

/** The longest present, of those who are there before those whose connection is lost. */
function heirOf({ members }: Room): Member | undefined {
  const inOrder = [...members].sort((a, b) => a.seq - b.seq);
  return inOrder.find(({ connection }) => connection.state === 'here') ?? inOrder[0];
}

/**
 * A room without a host gets one after the grace time, for a page that is reloaded leaves and comes back. Who was lost has
 * been waited for already.
 * @param facts what has happened to the room just now
 */
export function settleHosts(room: Room, facts: readonly Fact[], now: number, graceMs: number): Change {
  const hasHost = room.members.some(({ host }) => host !== 'no');
  if (isEmpty(room) || hasHost) return unchanged(room.heirAt === null ? room : { ...room, heirAt: null });
  const isLost = facts.some((fact) => fact.type === 'participant:left' && fact.reason === 'lost');
  const heirAt = room.heirAt ?? now + (isLost ? 0 : graceMs);
  const heir = heirOf(room);
  return !heir || now < heirAt ? unchanged({ ...room, heirAt }) : withHost({ ...room, heirAt: null }, heir, 'chance');
}
