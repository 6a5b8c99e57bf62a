import type { IceFacts } from './ice-facts.ts';
import type { ParticipantId } from './protocol.ts';

/**
 * What two participants tell each other about a connection of theirs while it cannot tell itself. PeerServer makes
 * connections; this mends them, and goes over the room, so that one way is left when the other is down.
 */
export type LinkSignal =
  /** To the one who made the call: restart ICE. */
  | { readonly type: 'restart' }
  /** An offer or answer of an ICE restart. `round` numbers the offers; an answer has the number of its offer. */
  | {
      readonly type: 'description';
      readonly round: number;
      readonly description: { readonly type: 'offer' | 'answer'; readonly sdp: string };
    }
  | { readonly type: 'candidate'; readonly candidate: IceCandidate }
  /** To the one who calls (rule C2): your connection does not come through to me, make a fresh one. */
  | { readonly type: 'redial' }
  /** I do not have, or no longer want, this connection. */
  | { readonly type: 'hang-up' }
  /** The link could not be made; this is what my side has to make it with. */
  | { readonly type: 'ice-facts'; readonly facts: IceFacts };

/** The fields of WebRTC's RTCIceCandidateInit. */
export interface IceCandidate {
  readonly candidate: string;
  readonly sdpMid: string | null;
  readonly sdpMLineIndex: number | null;
  readonly usernameFragment: string | null;
}

export interface SignalRequest {
  readonly to: ParticipantId;
  /** PeerJS's id of the call, the same on both sides. */
  readonly callId: string;
  readonly signal: LinkSignal;
}

export interface SignalFact {
  readonly from: ParticipantId;
  readonly callId: string;
  readonly signal: LinkSignal;
}
