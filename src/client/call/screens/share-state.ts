import type { ParticipantId } from '../../../shared/protocol.ts';
import type { ConnectionEffect } from '../link/connection-effect.ts';
import { connectionsOf } from '../link/link.ts';
import type { Health, Link } from '../link/link-health.ts';
import type { ConnectionId } from '../words.ts';
import type { ShareId } from '../words.ts';

/**
 * What shared screens are made of, beside the call (call-state.ts): `reduceShares` (reduce-shares.ts) turns one state
 * into the next. Each screen goes to each participant over a connection of its own, which lives and is mended like a
 * link. Whoever shares calls; whoever came later has nothing to do with it.
 */

/** One screen on its way to or from one other participant. */
export interface ShareLink {
  readonly share: ShareId;
  readonly other: ParticipantId;
  readonly direction: 'out' | 'in';
  readonly health: Health;
}

/** A call with a screen that its owner has not announced yet: the announcement may be still on its way. */
export interface WaitingShare {
  readonly from: ParticipantId;
  readonly share: ShareId;
  readonly connection: ConnectionId;
  readonly until: number;
}

export interface SharesState {
  /** Our own screens. */
  readonly own: readonly ShareId[];
  /** What the others say that they share. */
  readonly announced: ReadonlyMap<ParticipantId, readonly ShareId[]>;
  /** The links of the call: with whom there is something to share. */
  readonly company: ReadonlyMap<ParticipantId, Link>;
  /** Whether PeerServer can be reached. */
  readonly canDial: boolean;
  /** By `shareKey`. */
  readonly links: ReadonlyMap<string, ShareLink>;
  readonly waiting: readonly WaitingShare[];
  readonly connectionPrefix: string;
  readonly connectionCount: number;
}

export type ShareEvent =
  | { readonly type: 'call:changed'; readonly company: SharesState['company']; readonly canDial: boolean }
  /** All that we share now. */
  | { readonly type: 'shares:changed'; readonly shares: readonly ShareId[] }
  /** All that a participant shares now. */
  | { readonly type: 'shares:announced'; readonly from: ParticipantId; readonly shares: readonly ShareId[] }
  | {
      readonly type: 'connection:incoming';
      readonly from: ParticipantId;
      readonly share: ShareId;
      readonly connection: ConnectionId;
    }
  | { readonly type: 'connection:live'; readonly connection: ConnectionId }
  | { readonly type: 'connection:interrupted'; readonly connection: ConnectionId }
  | { readonly type: 'connection:broken'; readonly connection: ConnectionId }
  | { readonly type: 'participant:unreachable'; readonly id: ParticipantId }
  | { readonly type: 'participant:asks-redial'; readonly id: ParticipantId; readonly share: ShareId }
  | { readonly type: 'network:changed' }
  | { readonly type: 'tick' };

export type ShareEffect =
  | {
      readonly type: 'connection:dial';
      readonly to: ParticipantId;
      readonly share: ShareId;
      readonly connection: ConnectionId;
    }
  | ConnectionEffect
  | { readonly type: 'connection:ask-redial'; readonly to: ParticipantId; readonly share: ShareId };

export const createSharesState = (connectionPrefix: string): SharesState => ({
  own: [],
  announced: new Map(),
  company: new Map(),
  canDial: false,
  links: new Map(),
  waiting: [],
  connectionPrefix,
  connectionCount: 0,
});

/** The direction is part of it: somebody may announce a screen under the name that one of ours has. */
export const shareKey = ({ direction, other, share }: Pick<ShareLink, 'direction' | 'other' | 'share'>): string =>
  `${direction}/${other}/${share}`;

export const shareLinkOf = ({ links }: SharesState, connection: ConnectionId): ShareLink | undefined =>
  [...links.values()].find((link) => connectionsOf(link.health).includes(connection));
