import type { Participant, ParticipantId } from '../../../shared/protocol.ts';
import type { ConnectionId, ShareId } from '../words.ts';

/** What there is to say about the health of one link; link.ts says how it goes on. */

export type Health =
  /** No media yet. Without a connection: waiting for their call, or until `until` to dial again. */
  | {
      readonly phase: 'connecting';
      readonly connection: ConnectionId | null;
      /** When `connection` was dialled or came in. */
      readonly since: number | null;
      readonly attempt: number;
      readonly until: number | null;
    }
  | { readonly phase: 'live'; readonly connection: ConnectionId }
  /** Was live. `connection` still has the last picture; `next` is the fresh one that is to take over. */
  | {
      readonly phase: 'mending';
      readonly connection: ConnectionId;
      /** Whether `connection` may come back: it has not failed, nobody has closed it. */
      readonly isAlive: boolean;
      readonly next: ConnectionId | null;
      /** When `next` was dialled or came in. */
      readonly nextSince: number;
      readonly since: number;
      /** ICE restarts that have been tried, and have not helped yet. */
      readonly restarts: number;
      readonly attempt: number;
      /** When to try the next thing. */
      readonly until: number;
    };

/** The link with one participant: camera, microphone and messages. */
export interface Link {
  /** As last told by the server, which may have lost them since. */
  readonly participant: Participant;
  /** Whether they are on the roster now. A healthy link outlives that: see `isExpendable` in reconcile.ts. */
  readonly isListed: boolean;
  readonly health: Health;
}

/**
 * One screen on its way to or from one participant, over a connection of its own beside their link. The page that shares
 * the screen calls; who joined later does not matter.
 */
export interface ScreenLink {
  readonly share: ShareId;
  readonly other: ParticipantId;
  readonly direction: 'out' | 'in';
  readonly health: Health;
}

export type AnyLink = Link | ScreenLink;

export type HealthEvent =
  /** Media may flow: connected, or heard again. */
  | { readonly type: 'live'; readonly connection: ConnectionId }
  /** Nothing comes through any more, though nothing has failed. */
  | { readonly type: 'interrupted'; readonly connection: ConnectionId }
  /** Failed, closed, or refused. */
  | { readonly type: 'broken'; readonly connection: ConnectionId }
  | { readonly type: 'incoming'; readonly connection: ConnectionId }
  | { readonly type: 'unreachable' }
  /** The other side asks for a fresh call. */
  | { readonly type: 'redial-asked' }
  /** They are in the room again. */
  | { readonly type: 'came-back' }
  /** Something suggests that what did not work may work now. */
  | { readonly type: 'nudge' }
  /** PeerServer can be reached again. */
  | { readonly type: 'can-dial' }
  /** Our own way to the network may have changed under a link that still looks well. */
  | { readonly type: 'network-changed' }
  | { readonly type: 'tick' };

export type LinkWant =
  | { readonly type: 'dial'; readonly connection: ConnectionId }
  | { readonly type: 'answer'; readonly connection: ConnectionId }
  | { readonly type: 'close'; readonly connection: ConnectionId }
  | { readonly type: 'restart'; readonly connection: ConnectionId }
  /** Send a whole picture: what the other side has seen last is from before the disturbance. */
  | { readonly type: 'refresh'; readonly connection: ConnectionId }
  | { readonly type: 'ask-redial'; readonly connection: ConnectionId | null };

export interface HealthContext {
  /** Whether calling is our part in this link. */
  readonly isCaller: boolean;
  /** Whether PeerServer can be reached, or will be asked as soon as it can. */
  readonly canDial: boolean;
  readonly now: number;
  readonly random: number;
  /** Makes the id of a connection to be dialled. */
  readonly newConnection: () => ConnectionId;
}

export interface HealthStep {
  readonly health: Health;
  readonly wants: readonly LinkWant[];
}
