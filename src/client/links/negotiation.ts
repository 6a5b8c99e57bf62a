import type { IceCandidate, LinkSignal } from '../../shared/link-signal.ts';

/**
 * ICE restarts beside PeerJS, which makes none, on an RTCPeerConnection that PeerJS has set up, with the room as the
 * signalling channel. Only the caller offers, the other side asks for it: so two offers never meet, and none has to
 * be rolled back. Perfect negotiation would do that, but in Chromium a rollback on the side that had answered throws
 * away its receivers, and their video elements stay frozen although frames are decoded (docs/adr/0005-mending.md).
 */
export interface Negotiation {
  restart(): Promise<void>;
  receive(signal: LinkSignal): Promise<void>;
}

export interface NegotiationOptions {
  /** Whether we made this call. */
  readonly isCaller: boolean;
  /** Is applied to every offer and answer; what is asked for once must be asked for again. */
  readonly tune: (sdp: string) => string;
  readonly send: (signal: LinkSignal) => void;
}

/**
 * Both sides may notice the same outage within moments; then one offer is enough. An older one may have gone into a
 * connection of theirs to the room that was dead already: the page that asks is back, and has not seen it.
 */
const FRESH_OFFER_MS = 150;

const toCandidate = ({ candidate, sdpMid, sdpMLineIndex, usernameFragment }: RTCIceCandidate): IceCandidate => ({
  candidate,
  sdpMid,
  sdpMLineIndex,
  usernameFragment,
});

export function createNegotiation(
  peerConnection: RTCPeerConnection,
  { isCaller, tune, send }: NegotiationOptions,
): Negotiation {
  let round = 0;
  let offeredAt = -Infinity;
  let hasTakenOver = false;

  /** PeerJS sends candidates through PeerServer, and stops when ICE is complete; from a restart on they go our way. */
  function takeOver(): void {
    if (hasTakenOver) return;
    hasTakenOver = true;
    peerConnection.onicecandidate = ({ candidate }) => {
      if (candidate?.candidate) send({ type: 'candidate', candidate: toCandidate(candidate) });
    };
  }

  async function describe(type: 'offer' | 'answer', created: RTCSessionDescriptionInit): Promise<void> {
    const sdp = tune(created.sdp ?? '');
    await peerConnection.setLocalDescription({ type, sdp });
    send({ type: 'description', round, description: { type, sdp } });
  }

  /** Another offer may replace one that was never answered: that is no rollback. */
  async function offer(): Promise<void> {
    // PeerJS's own offer and answer come first.
    if (!peerConnection.remoteDescription) return;
    takeOver();
    round += 1;
    offeredAt = performance.now();
    await describe('offer', await peerConnection.createOffer({ iceRestart: true }));
  }

  async function onDescription(signal: Extract<LinkSignal, { type: 'description' }>): Promise<void> {
    if (signal.description.type === 'offer') {
      if (isCaller) return;
      takeOver();
      round = signal.round;
      await peerConnection.setRemoteDescription(signal.description);
      await describe('answer', await peerConnection.createAnswer());
    } else if (isCaller && signal.round === round && peerConnection.signalingState === 'have-local-offer') {
      await peerConnection.setRemoteDescription(signal.description);
    }
  }

  return {
    async restart() {
      if (isCaller) await offer();
      else send({ type: 'restart' });
    },
    async receive(signal) {
      if (signal.type === 'description') await onDescription(signal);
      if (signal.type === 'candidate') await peerConnection.addIceCandidate(signal.candidate);
      if (signal.type === 'restart' && isCaller) {
        const isUnderWay = peerConnection.signalingState !== 'stable' && performance.now() - offeredAt < FRESH_OFFER_MS;
        if (!isUnderWay) await offer();
      }
    },
  };
}
