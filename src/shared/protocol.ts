import type {
  AppointRequest,
  AskedFact,
  AskRequest,
  HostKey,
  RemoveRequest,
  RoomSettings,
  SettingsChange,
} from './hosting.ts';
import type { Ice } from './ice.ts';
import type { LinkReport } from './admin/link-report.ts';
import type { SignalFact, SignalRequest } from './link-signal.ts';
import type { Result } from './result.ts';

/**
 * What the page and the server say to each other over Socket.IO. PROTOCOL.md beside this file numbers the rules.
 *
 * Requests are imperative (`room:join`) and always acknowledged with a Result; facts are past tense
 * (`participant:joined`) and go to everyone who holds a ticket for the room, joined or still in the lobby.
 */

/** Names a room: what `parseRoomName` returns. */
export type RoomId = string;

/** `<16 hex of SHA-256(room)>-<24 hex>`; minted by the server and also the participant's PeerJS id. */
export type ParticipantId = string;

export interface Participant {
  readonly id: ParticipantId;
  /** Numbers the joins of a room; of two participants the one with the higher number calls the other. */
  readonly seq: number;
  /** Tidied by `tidyName`; may be empty. */
  readonly name: string;
  /** `away`: their socket dropped and their grace time runs. Says nothing about their media. */
  readonly presence: 'here' | 'away';
  /** The first who enters is a host, and so is everybody whom a host makes one. Absent for the others. */
  readonly isHost?: true;
}

/** Somebody who asks to be let into a locked room. */
export interface Knock {
  readonly id: ParticipantId;
  /** Tidied by `tidyName`; may be empty. */
  readonly name: string;
}

/**
 * Who is in the room. `rev` grows by one with each fact; a room that comes into being again starts above
 * every earlier one, so a receiver can drop what is old and notice what it missed.
 */
export interface Roster {
  readonly rev: number;
  readonly participants: readonly Participant[];
  /** Newcomers have to be let in. */
  readonly isLocked: boolean;
  /** In the order in which they came. */
  readonly knocks: readonly Knock[];
  /** How many more people are in a locked or full room, whose names the visitors outside do not hear (rule R12). */
  readonly unseen?: number;
  /** Absent where no host has set anything: `DEFAULT_SETTINGS`. */
  readonly settings?: RoomSettings;
  /** Who was removed by a host, and must not be connected with. */
  readonly removed?: readonly ParticipantId[];
}

/** Of a room that nobody is in. */
export const EMPTY_ROSTER: Roster = { rev: 0, participants: [], isLocked: false, knocks: [] };

export interface ParticipantJoined {
  readonly type: 'participant:joined';
  readonly rev: number;
  readonly participant: Participant;
}

/** They renamed themselves, their socket dropped, they came back, or they are a host now, or no more. */
export interface ParticipantChanged {
  readonly type: 'participant:changed';
  readonly rev: number;
  readonly participant: Participant;
}

export type LeaveReason = 'left' | 'lost' | 'removed' | 'ended';

export interface ParticipantLeft {
  readonly type: 'participant:left';
  readonly rev: number;
  readonly id: ParticipantId;
  /** `lost`: their grace time ran out. `removed`: by a host. `ended`: a host ended the room for all. */
  readonly reason: LeaveReason;
}

/** Unlocking lets everybody in who knocks. */
export interface LockChanged {
  readonly type: 'room:lock-changed';
  readonly rev: number;
  readonly isLocked: boolean;
  /** Null when the lock was restored after a restart, or gave way because nobody answered knocks. */
  readonly by: ParticipantId | null;
}

/** A host has set something. */
export interface SettingsChanged {
  readonly type: 'room:settings-changed';
  readonly rev: number;
  readonly settings: RoomSettings;
  /** Null when the settings were restored after a restart. */
  readonly by: ParticipantId | null;
}

export interface KnockMade {
  readonly type: 'knock:made';
  readonly rev: number;
  readonly knock: Knock;
}

export interface KnockEnded {
  readonly type: 'knock:ended';
  readonly rev: number;
  readonly id: ParticipantId;
  readonly outcome: 'admitted' | 'refused' | 'withdrawn';
}

export type Fact =
  ParticipantJoined | ParticipantChanged | ParticipantLeft | LockChanged | SettingsChanged | KnockMade | KnockEnded;

/** Each fact is told as an event of this name. */
export const FACT_TYPES = [
  'participant:joined',
  'participant:changed',
  'participant:left',
  'room:lock-changed',
  'room:settings-changed',
  'knock:made',
  'knock:ended',
] as const satisfies readonly Fact['type'][];

export interface NameRequest {
  readonly name: string;
}

export interface JoinRequest extends NameRequest {
  /** What the page last knew of the lock: counts just after a restart of the server (rule R10). */
  readonly isLocked?: boolean;
  /** `Joined.membership` of the last time. */
  readonly membership?: string;
  /** Makes them a host, and lets them pass lock and passcode. */
  readonly hostKey?: string;
  readonly passcode?: string;
}

export interface LockRequest {
  readonly isLocked: boolean;
}

export interface ClosingRequest {
  readonly isClosing: boolean;
}

export interface KnockAnswer {
  readonly id: ParticipantId;
  readonly isAdmitted: boolean;
}

/** True when the visitor who knocked need not wait and may join now. */
export interface KnockHeard {
  readonly mayEnter: boolean;
}

/** What the answer to `room:join` says. */
export interface JoinAnswer extends Joined {
  /** ICE servers for the stay in the room (rule I6); null when those of the page do as well. */
  readonly ice: Ice | null;
}

export interface Joined {
  readonly self: Participant;
  readonly roster: Roster;
  /** Proves to a server that was restarted that we were inside; there is none without SECRET. */
  readonly membership?: string;
}

export type Ack<T> = (result: Result<T>) => void;

export interface ClientToServerEvents {
  /** Enter the room, or come back to it with the same ticket. Sent once every link can be answered (rule 2). */
  'room:join': (request: JoinRequest, ack: Ack<JoinAnswer>) => void;
  /** Leave for good; leaving twice is fine. */
  'room:leave': (ack: Ack<null>) => void;
  /** The page is about to close, or did not after all: the end of this connection is a leave then (rule G7). */
  'room:closing': (request: ClosingRequest, ack: Ack<null>) => void;
  /** Ask for the roster after a gap in the revisions. */
  'room:resync': (ack: Ack<Roster>) => void;
  'participant:rename': (request: NameRequest, ack: Ack<null>) => void;
  'room:lock': (request: LockRequest, ack: Ack<null>) => void;
  /** Ask those inside to be let in; the answer comes as `knock:ended`. `room:leave` takes it back. */
  'room:knock': (request: NameRequest, ack: Ack<KnockHeard>) => void;
  /** Let somebody in who knocks, or refuse. */
  'knock:answer': (request: KnockAnswer, ack: Ack<null>) => void;
  /** Hand a signal to another participant; `participant:unknown` when they are not connected now. */
  'link:signal': (request: SignalRequest, ack: Ack<null>) => void;
  /** By hosts only, like all that follow: `host:required` for the others. */
  'room:change-settings': (request: SettingsChange, ack: Ack<null>) => void;
  'host:appoint': (request: AppointRequest, ack: Ack<null>) => void;
  /** Ask for the key with which one is a host of this room on any day. */
  'host:keep': (ack: Ack<HostKey>) => void;
  /** This participant, and this browser of theirs, stay out for the life of the room. */
  'participant:remove': (request: RemoveRequest, ack: Ack<null>) => void;
  /** The page of the one who is asked hears `participant:asked`. */
  'participant:ask': (request: AskRequest, ack: Ack<null>) => void;
  /** Everybody leaves. */
  'room:end': (ack: Ack<null>) => void;
  /** How many links are in which state; only to a server that wants it (`PageData.wantsReports`). */
  'room:report': (report: LinkReport, ack: Ack<null>) => void;
}

export interface ServerToClientEvents {
  /** The roster, on every new connection. */
  'room:roster': (roster: Roster) => void;
  'participant:joined': (fact: ParticipantJoined) => void;
  'participant:changed': (fact: ParticipantChanged) => void;
  'participant:left': (fact: ParticipantLeft) => void;
  'room:lock-changed': (fact: LockChanged) => void;
  'room:settings-changed': (fact: SettingsChanged) => void;
  'knock:made': (fact: KnockMade) => void;
  'knock:ended': (fact: KnockEnded) => void;
  /** Another participant has a signal for us. */
  'link:signalled': (fact: SignalFact) => void;
  /** A host asks something of us. */
  'participant:asked': (fact: AskedFact) => void;
  /** What we are to show of our membership from now on, in place of `Joined.membership`. */
  'membership:renewed': (fact: { readonly membership: string }) => void;
  /** The server's admin says something to all rooms; an empty text takes it back. */
  'service:notice': (notice: { readonly text: string }) => void;
  /** Another connection now speaks for this participant; this one is about to be closed. */
  'session:replaced': () => void;
}

/** What a page proves itself with in Socket.IO's handshake (`auth`). */
export interface HandshakeAuth {
  readonly ticket: string;
}

/** Both sockets share one port; the upgrade handler routes by these paths, below the base path. */
export const SOCKET_IO_PATH = '/socket.io';
export const PEER_SERVER_PATH = '/peerjs';

/** Largest message that either socket carries, in bytes: an SDP of a full call is about 8 kB. */
export const MAX_MESSAGE_BYTES = 64 * 1024;
