import type { ParticipantId } from '../../shared/protocol.ts';

/** A participant has one connection of each kind: to the room (Socket.IO) and to PeerServer. */
export type ConnectionKind = 'room' | 'peer';

/** Connections of participants that other processes hold. The newest of each kind counts, on whichever process it is. */
export interface Elsewhere {
  /**
   * Hands something to another process that holds such a connection of the participant. Resolves with false when none
   * does, or when that cannot be told.
   */
  send(kind: ConnectionKind, to: ParticipantId, message: object): Promise<boolean>;
  /** This process now holds the participant's newest connection of this kind. */
  claim(kind: ConnectionKind, id: ParticipantId, holder: Holder): Claim;
  /** This process needs to know the room of a participant. Resolves once it does, with what ends that. */
  follow(id: ParticipantId): Promise<() => void>;
}

export interface Holder {
  /** What `send` was called with. */
  onMessage(message: unknown): void;
  /** A newer connection is on another process. */
  onTaken(): void;
}

export interface Claim {
  release(): void;
}
