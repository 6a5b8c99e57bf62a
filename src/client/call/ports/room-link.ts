import type { JoinAnswer, Fact, KnockAnswer, KnockHeard, ParticipantId, Roster } from '../../../shared/protocol.ts';
import type {
  AppointRequest,
  AskRequest,
  HostKey,
  RemoveRequest,
  SettingsChange,
  Wish,
} from '../../../shared/hosting.ts';
import type { LinkSignal } from '../../../shared/link-signal.ts';
import type { ErrorCode, Result } from '../../../shared/result.ts';

/** What opens a room for us, of what its people know; null where we have none. */
export interface DoorKeys {
  readonly hostKey: string | null;
  readonly passcode: string | null;
}

export const NO_KEYS: DoorKeys = { hostKey: null, passcode: null };

/** What only hosts may ask for. Each answers null when the connection was lost meanwhile. */
export interface HostRequests {
  changeSettings(change: SettingsChange): Promise<Result<null> | null>;
  appoint(request: AppointRequest): Promise<Result<null> | null>;
  keep(): Promise<Result<HostKey> | null>;
  remove(request: RemoveRequest): Promise<Result<null> | null>;
  ask(request: AskRequest): Promise<Result<null> | null>;
  end(): Promise<Result<null> | null>;
}

/** The way to the server, over Socket.IO: socket-room-link.ts. */
export interface RoomLink {
  /** From then on it reconnects by itself. */
  connect(): void;
  /** To be called in the same turn as `connect`: events come in later ones. */
  listen(listener: (event: RoomEvent) => void): void;
  /** Null when the connection was lost meanwhile. */
  join(name: string, isLocked: boolean, keys: DoorKeys): Promise<Result<JoinAnswer> | null>;
  /** Asks to be let in; the answer comes as a fact. Null when the connection was lost meanwhile. */
  knock(name: string): Promise<Result<KnockHeard> | null>;
  answerKnock(answer: KnockAnswer): Promise<void>;
  setLocked(isLocked: boolean): Promise<void>;
  readonly hosting: HostRequests;
  leave(): Promise<void>;
  rename(name: string): Promise<void>;
  resync(): Promise<Result<Roster> | null>;
  /** Hands a signal to another participant. Lost when the connection is, like everything on its way then. */
  signal(to: ParticipantId, callId: string, signal: LinkSignal): Promise<void>;
  /** Finds out within about a second whether the server still answers, and connects anew if it does not. */
  probe(): Promise<void>;
  /** Connects now where that was to be tried again only after a pause. */
  reconnect(): void;
  /** Shows this ticket from the next connection on, and connects at once. */
  useTicket(ticket: string): void;
  /** Names the connection that joined last, also after it was lost; null before the first. */
  readonly session: string | null;
}

export type RoomEvent =
  | { readonly type: 'connected' }
  | { readonly type: 'disconnected' }
  | { readonly type: 'roster'; readonly roster: Roster }
  | { readonly type: 'fact'; readonly fact: Fact }
  | {
      readonly type: 'signal';
      readonly from: ParticipantId;
      readonly callId: string;
      readonly signal: LinkSignal;
    }
  /** A host asks something of us. */
  | { readonly type: 'asked'; readonly by: ParticipantId; readonly wish: Wish }
  | { readonly type: 'replaced' }
  /** The server does not accept our ticket. */
  | { readonly type: 'rejected'; readonly code: ErrorCode };
