import { DEFAULT_SETTINGS, type RoomSettings } from '../../shared/hosting.ts';
import type { Fact, LeaveReason, Participant, ParticipantId, RoomId, Roster } from '../../shared/protocol.ts';

/**
 * A room: state in, state and facts out. Plain data without methods, so that a store may keep it as JSON.
 * Times are milliseconds since the epoch and come from the caller.
 */
export interface Room {
  readonly id: RoomId;
  /** See `Roster.rev`. */
  readonly rev: number;
  /** The revision at which the room last changed its look from outside: door.ts. */
  readonly outsideRev: number;
  readonly nextSeq: number;
  readonly members: readonly Member[];
  /** Whether newcomers have to be let in. */
  readonly isLocked: boolean;
  /** `settled` once somebody in the room has used it: nothing from before a restart of the server counts then. */
  readonly lockSource: 'none' | 'restored' | 'settled';
  /** When somebody inside last answered a knock; 0 for never. */
  readonly answeredAt: number;
  /** The visitors outside that a room with a lock or a passcode knows; none while the room is open. */
  readonly guests: readonly Guest[];
  readonly settings: RoomSettings;
  /** The passcode, hashed; null for a room without one. */
  readonly passcode: string | null;
  /** Those who were removed by a host: they stay out for as long as the room lives. */
  readonly removed: readonly Removed[];
  /** Hosts who have gone, and are hosts again when they come back. */
  readonly formerHosts: readonly ParticipantId[];
  /** When the longest present becomes a host, because no host is left; null while there is one. */
  readonly heirAt: number | null;
  /** Of what hosts have set: what a page remembers from before a restart counts only when it is newer (memory.ts). */
  readonly memoryRev: number;
  /** The room was ended for all, and those who were in it may not have heard; null otherwise. */
  readonly ended: Ended | null;
}

export interface Removed {
  readonly id: ParticipantId;
  /** Of the browser in which they were; null where it is not known, or is that of the host as well. */
  readonly browser: string | null;
}

export interface Ended {
  readonly until: number;
  /** Each with the connection that heard of the end, if they had one. */
  readonly members: readonly { readonly id: ParticipantId; readonly session: string | null }[];
}

/**
 * `chance`: the first who came, or the longest present after the last host had gone. `given` by another host. `key`: they
 * have the room's host key, so no other kind of host can take it from them.
 */
export type HostKind = 'no' | 'chance' | 'given' | 'key';

export interface Member {
  readonly id: ParticipantId;
  readonly seq: number;
  readonly name: string;
  readonly connection: MemberConnection;
  readonly host: HostKind;
  /** Tells browsers apart in this room; null where it is not known. */
  readonly browser: string | null;
}

export type Guest =
  | Visitor
  | { readonly state: 'admitted'; readonly id: ParticipantId }
  | { readonly state: 'refused'; readonly id: ParticipantId; readonly until: number };

/** Somebody who knocks. */
export interface Visitor {
  readonly state: 'knocking';
  readonly id: ParticipantId;
  readonly name: string;
  readonly session: string;
  readonly since: number;
  /** Tells visitors from one network apart from others, and is no address itself; null when it is not known. */
  readonly network: string | null;
}

/**
 * `session` tells a participant's connections apart: only the current one may mark them away. `process` holds it, where
 * there are several: processes.ts.
 */
export type MemberConnection =
  | { readonly state: 'here'; readonly session: string; readonly process?: string }
  | { readonly state: 'away'; readonly until: number };

export interface Change {
  readonly room: Room;
  readonly facts: readonly Fact[];
}

/**
 * A room starts its revisions at the time it comes into being: no room changes a thousand times a second,
 * so one that is created anew is always ahead of its predecessor, even across a restart.
 */
export const createRoom = (id: RoomId, now: number): Room => ({
  id,
  rev: now,
  outsideRev: now,
  nextSeq: 1,
  members: [],
  isLocked: false,
  lockSource: 'none',
  answeredAt: 0,
  guests: [],
  settings: DEFAULT_SETTINGS,
  passcode: null,
  removed: [],
  formerHosts: [],
  heirAt: null,
  memoryRev: 0,
  ended: null,
});

/** Whether nothing of it is to be known any more. */
export const isForgotten = (room: Room): boolean => room.members.length === 0 && room.ended === null;

export const isEmpty = (room: Room): boolean => room.members.length === 0;

export const findMember = (room: Room, id: ParticipantId): Member | undefined =>
  room.members.find((member) => member.id === id);

export const toParticipant = ({ id, seq, name, connection, host }: Member): Participant => ({
  id,
  seq,
  name,
  presence: connection.state,
  ...(host !== 'no' && { isHost: true }),
});

const NAMES_OF_SETTINGS = Object.keys(DEFAULT_SETTINGS) as (keyof RoomSettings)[];

/** Nothing where no host has set anything. By value: a store may have kept the room as JSON. */
export const settingsFor = ({ settings }: Room): Pick<Roster, 'settings'> =>
  NAMES_OF_SETTINGS.every((name) => settings[name] === DEFAULT_SETTINGS[name]) ? {} : { settings };

export const toRoster = (room: Room): Roster => ({
  rev: room.rev,
  participants: room.members.map(toParticipant),
  isLocked: room.isLocked,
  knocks: room.guests.flatMap((guest) => (guest.state === 'knocking' ? [{ id: guest.id, name: guest.name }] : [])),
  ...settingsFor(room),
  ...(room.removed.length > 0 && { removed: room.removed.map(({ id }) => id) }),
});

export const unchanged = (room: Room): Change => ({ room, facts: [] });

/** Puts `member` in the place of the one with its id; a fact goes out only where others can see a difference. */
export function replaceMember(room: Room, before: Member, after: Member): Change {
  const members = room.members.map((member) => (member.id === after.id ? after : member));
  const isSame =
    before.name === after.name &&
    before.connection.state === after.connection.state &&
    (before.host === 'no') === (after.host === 'no');
  if (isSame) {
    return unchanged({ ...room, members });
  }
  const rev = room.rev + 1;
  return {
    room: { ...room, rev, members },
    facts: [{ type: 'participant:changed', rev, participant: toParticipant(after) }],
  };
}

/** Far more than hosts there will be. */
const MAX_FORMER_HOSTS = 16;

/** Of somebody who goes of their own, or is lost: they may come back as what they were. */
function rememberGone(room: Room, { id, host }: Member): Room {
  const isClosed = room.isLocked || room.passcode !== null;
  const known = isClosed ? withGuest(room, { state: 'admitted', id }) : room;
  return host === 'no' ? known : { ...known, formerHosts: [...room.formerHosts, id].slice(-MAX_FORMER_HOSTS) };
}

export function removeMember(room: Room, member: Member, reason: LeaveReason): Change {
  const { id } = member;
  const rev = room.rev + 1;
  const members = room.members.filter((other) => other.id !== id);
  const after = reason === 'removed' ? room : rememberGone(room, member);
  return { room: { ...after, rev, members }, facts: [{ type: 'participant:left', rev, id, reason }] };
}

/** Far more than there are places; those who have not been heard of for longest are forgotten. */
const MAX_GUESTS = 64;

/** How many people the room holds, on a server that lets no more than `most` into one. */
export const capacityOf = ({ settings }: Room, most: number): number => Math.min(most, settings.capacity ?? most);

export const guestsWithout = (room: Room, id: ParticipantId): readonly Guest[] =>
  room.guests.filter((guest) => guest.id !== id);

export const withGuest = (room: Room, guest: Guest): Room => ({
  ...room,
  guests: [...guestsWithout(room, guest.id), guest].slice(-MAX_GUESTS),
});

export function andThen({ room, facts }: Change, next: (room: Room) => Change): Change {
  const after = next(room);
  return { room: after.room, facts: [...facts, ...after.facts] };
}
