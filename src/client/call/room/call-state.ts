import type { Fact, Joined, ParticipantId, Roster } from '../../../shared/protocol.ts';
import type { ErrorCode } from '../../../shared/result.ts';
import type { ConnectionEffect } from '../link/connection-effect.ts';
import { connectionsOf } from '../link/link.ts';
import type { AnyLink, Link } from '../link/link-health.ts';
import type { Notice } from '../notices/notice.ts';
import { NO_SHARES, type SharesState } from '../screens/share-state.ts';
import { NO_KEYS, type DoorKeys } from '../ports/room-link.ts';
import type { ConnectionId, ShareId } from '../words.ts';

/**
 * What a call is made of: its state, what can happen to it, and what it can want done. `reduce` (reduce.ts) turns
 * the one into the other; nothing here knows a socket, a clock or a browser.
 */

/**
 * A call that came too early: from a participant whom the roster does not show yet, or with a screen that its owner has
 * not announced yet. The fact or the announcement may still be on its way.
 */
export interface WaitingCall {
  readonly from: ParticipantId;
  /** Null for camera and microphone. */
  readonly share: ShareId | null;
  readonly connection: ConnectionId;
  readonly until: number;
}

/** Why the door did not open, where another passcode may. */
export type DoorRefusal = Extract<ErrorCode, 'passcode:needed' | 'passcode:wrong' | 'passcode:too-many'>;

export type EndReason = 'left' | 'replaced' | ErrorCode;

export interface CallState {
  /** `knocking` until somebody inside a locked room answers; `over` with `endReason`. */
  readonly phase: 'lobby' | 'joining' | 'knocking' | 'joined' | 'over';
  readonly endReason: EndReason | null;
  /** In the lobby: what the last try to join was refused for. */
  readonly doorRefusal: DoorRefusal | null;
  readonly keys: DoorKeys;
  readonly selfId: ParticipantId;
  readonly name: string;
  /** Null until the server has numbered us; then we are later than everyone we know of. */
  readonly seq: number | null;
  readonly roster: Roster;
  /** Whether the roster is what the present connection to the room has told: what is older than it comes late. */
  readonly isRosterOfConnection: boolean;
  /** Whether the room was locked when we were last in it. */
  readonly wasLocked: boolean;
  readonly isRoomConnected: boolean;
  /** Whether this connection to the room has spoken for us: `no`, asked, or yes. */
  readonly admission: 'none' | 'requested' | 'granted';
  /** When the browser last said that its network is another one; null once the server has been reached over it. */
  readonly networkChangedAt: number | null;
  /**
   * PeerJS's own connection: before its first opening calls can be prepared, after a loss they cannot. It notices a loss
   * late or never: `doubtful` is one that was open when the room's was lost.
   */
  readonly peerServer: 'opening' | 'open' | 'doubtful' | 'lost';
  readonly links: ReadonlyMap<ParticipantId, Link>;
  readonly shares: SharesState;
  readonly waitingCalls: readonly WaitingCall[];
  /** Until when there is no link with those whose pages flooded this one. */
  readonly barred: ReadonlyMap<ParticipantId, number>;
  /** Connection ids are `connectionPrefix` and a number: unique over reloads, predictable in tests. */
  readonly connectionPrefix: string;
  readonly connectionCount: number;
}

export type CallEvent =
  /** @param passcode the one from before where it is absent */
  | { readonly type: 'join'; readonly name: string; readonly passcode?: string }
  | { readonly type: 'leave' }
  | { readonly type: 'rename'; readonly name: string }
  /** We may show this host key from now on. */
  | { readonly type: 'host-key:kept'; readonly key: string }
  | { readonly type: 'room:connected' }
  | { readonly type: 'room:disconnected' }
  | { readonly type: 'room:roster'; readonly roster: Roster }
  | { readonly type: 'room:fact'; readonly fact: Fact }
  | { readonly type: 'room:joined'; readonly joined: Joined }
  | { readonly type: 'room:refused'; readonly code: ErrorCode }
  | { readonly type: 'room:knocked'; readonly mayEnter: boolean }
  | { readonly type: 'room:replaced' }
  | { readonly type: 'peer-server:open' }
  | { readonly type: 'peer-server:lost' }
  | { readonly type: 'connection:incoming'; readonly from: ParticipantId; readonly connection: ConnectionId }
  | {
      readonly type: 'share:incoming';
      readonly from: ParticipantId;
      readonly share: ShareId;
      readonly connection: ConnectionId;
    }
  /** All that we share now. */
  | { readonly type: 'shares:changed'; readonly shares: readonly ShareId[] }
  /** All that a participant shares now. */
  | { readonly type: 'shares:announced'; readonly from: ParticipantId; readonly shares: readonly ShareId[] }
  | { readonly type: 'connection:live'; readonly connection: ConnectionId }
  /** Nothing comes through; it may come back by itself. */
  | { readonly type: 'connection:interrupted'; readonly connection: ConnectionId }
  | { readonly type: 'connection:broken'; readonly connection: ConnectionId }
  /** PeerServer knows nobody of that id, or nobody we may call. */
  | { readonly type: 'participant:unreachable'; readonly id: ParticipantId }
  | { readonly type: 'participant:asks-redial'; readonly id: ParticipantId }
  /** They ask for a fresh call with one of our screens. */
  | { readonly type: 'share:asks-redial'; readonly id: ParticipantId; readonly share: ShareId }
  /** Their page sent more than anybody may. */
  | { readonly type: 'participant:flooded'; readonly id: ParticipantId }
  /** The browser is online again, has another network, or the computer woke up. */
  | { readonly type: 'network:changed' }
  /** TURN credentials came after there had been none that were good. */
  | { readonly type: 'ice:usable' }
  | { readonly type: 'tick' };

export type Effect =
  | { readonly type: 'room:join'; readonly name: string; readonly isLocked: boolean; readonly keys: DoorKeys }
  | { readonly type: 'room:knock'; readonly name: string }
  | { readonly type: 'room:leave' }
  | { readonly type: 'room:rename'; readonly name: string }
  | { readonly type: 'room:resync' }
  /** Find out whether the way to the server still works, and make it anew if not. */
  | { readonly type: 'room:probe' }
  /** Connect now rather than after the pause that was due. */
  | { readonly type: 'room:reconnect' }
  | { readonly type: 'peer-server:reconnect' }
  /** With a screen of ours, or with camera and microphone where `share` is null. */
  | {
      readonly type: 'connection:dial';
      readonly to: ParticipantId;
      readonly share: ShareId | null;
      readonly connection: ConnectionId;
    }
  | ConnectionEffect
  | {
      readonly type: 'connection:ask-redial';
      readonly to: ParticipantId;
      readonly share: ShareId | null;
      readonly connection: ConnectionId | null;
    }
  | { readonly type: 'notice'; readonly notice: Notice };

/** A state and what it takes to get there. */
export interface Step {
  readonly state: CallState;
  readonly effects: readonly Effect[];
}

/** What a decision may know of the world besides its state. */
export interface Moment {
  /** Milliseconds, of a clock that never goes back. */
  readonly now: number;
  /** In [0, 1). */
  readonly random: number;
}

export const step = (state: CallState, ...effects: readonly Effect[]): Step => ({ state, effects });

export function andThen({ state, effects }: Step, next: (state: CallState) => Step): Step {
  const after = next(state);
  return { state: after.state, effects: [...effects, ...after.effects] };
}

/** One step after another, one for each item. */
export const forEach = <T>(state: CallState, items: Iterable<T>, next: (state: CallState, item: T) => Step): Step =>
  [...items].reduce<Step>((soFar, item) => andThen(soFar, (before) => next(before, item)), step(state));

export const createCallState = ({
  selfId,
  roster,
  connectionPrefix,
  keys = NO_KEYS,
}: Pick<CallState, 'selfId' | 'roster' | 'connectionPrefix'> & Partial<Pick<CallState, 'keys'>>): CallState => ({
  phase: 'lobby',
  endReason: null,
  doorRefusal: null,
  keys,
  selfId,
  name: '',
  seq: null,
  roster,
  isRosterOfConnection: false,
  wasLocked: false,
  isRoomConnected: false,
  admission: 'none',
  networkChangedAt: null,
  peerServer: 'opening',
  links: new Map(),
  shares: NO_SHARES,
  waitingCalls: [],
  barred: new Map(),
  connectionPrefix,
  connectionCount: 0,
});

export const isInCall = ({ phase }: CallState): boolean => phase === 'joining' || phase === 'joined';

/**
 * Whether what is dialled now will reach the others: PeerServer at once or as soon as its connection opens, and through
 * the lock, which nothing passes from those who are not in the room.
 */
export const canDial = ({ peerServer, seq, roster }: CallState): boolean =>
  (peerServer === 'opening' || peerServer === 'open') && (seq !== null || !roster.isLocked);

export const isOnRoster = ({ roster }: CallState, id: ParticipantId): boolean =>
  roster.participants.some((participant) => participant.id === id);

export const withLink = (state: CallState, link: Link): CallState => ({
  ...state,
  links: new Map(state.links).set(link.participant.id, link),
});

export function dropLink(state: CallState, link: Link): Step {
  const links = new Map(state.links);
  links.delete(link.participant.id);
  const closing = connectionsOf(link.health).map((connection) => ({ type: 'connection:close', connection }) as const);
  return step({ ...state, links }, ...closing);
}

/** Ends every connection; `settleShares` ends those with screens, which nobody is there for any more. */
export function hangUp(state: CallState): Step {
  const connections = [
    ...[...state.links.values()].flatMap((link) => connectionsOf(link.health)),
    ...state.waitingCalls.map((waiting) => waiting.connection),
  ];
  return step(
    { ...state, seq: null, admission: 'none', links: new Map(), waitingCalls: [] },
    ...connections.map((connection) => ({ type: 'connection:close', connection }) as const),
  );
}

/** The link with a participant that this connection belongs to. */
export const linkOf = ({ links }: CallState, connection: ConnectionId): Link | undefined =>
  [...links.values()].find((link) => connectionsOf(link.health).includes(connection));

/** The link, of a camera or a screen, that this connection belongs to. */
export const anyLinkOf = (state: CallState, connection: ConnectionId): AnyLink | undefined =>
  linkOf(state, connection) ??
  [...state.shares.links.values()].find((link) => connectionsOf(link.health).includes(connection));
