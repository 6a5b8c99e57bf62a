import type { VideoEncoding } from '../call/uplink-budget.ts';
import { setParametersWithKeyFrame } from './key-frame.ts';

/** The one place that sets a sender's parameters: browsers refuse two at once. */
export interface VideoSender {
  /** Of encodings that come too fast only the last is applied. */
  setEncoding(encoding: VideoEncoding): void;
  /** Makes the next picture a whole one. */
  refresh(): void;
}

/** What the browser should give up first when it cannot have everything: of a face the sharpness, of a text the motion. */
const DEGRADATION = { camera: 'maintain-framerate', screen: 'maintain-resolution' } as const;

const isSame = (a: VideoEncoding | null, b: VideoEncoding | null): boolean =>
  a === b ||
  (a !== null && b !== null && (Object.keys(b) as (keyof VideoEncoding)[]).every((key) => a[key] === b[key]));

function write(parameters: RTCRtpSendParameters, encoding: VideoEncoding): void {
  const [only] = parameters.encodings;
  if (!only) throw new DOMException('nothing has been negotiated yet', 'InvalidStateError');
  Object.assign(only, {
    active: encoding.isActive,
    maxBitrate: encoding.maxKbps * 1000,
    scaleResolutionDownBy: encoding.scaleDownBy,
    maxFramerate: encoding.maxFramesPerSecond,
    priority: encoding.priority,
  });
  parameters.degradationPreference = DEGRADATION[encoding.kind];
}

export function createVideoSender(peerConnection: RTCPeerConnection, sender: RTCRtpSender | undefined): VideoSender {
  let wanted: VideoEncoding | null = null;
  let applied: VideoEncoding | null = null;
  let isKeyFrameWanted = false;
  let isApplying = false;

  async function applyTo(target: RTCRtpSender): Promise<void> {
    const [encoding, hasKeyFrame] = [wanted, isKeyFrameWanted];
    isKeyFrameWanted = false;
    const parameters = target.getParameters();
    if (encoding) write(parameters, encoding);
    await (hasKeyFrame ? setParametersWithKeyFrame(target, parameters) : target.setParameters(parameters));
    applied = encoding;
  }

  async function work(): Promise<void> {
    if (isApplying || !sender) return;
    isApplying = true;
    try {
      while (isKeyFrameWanted || !isSame(applied, wanted)) await applyTo(sender);
    } catch {
      // Browsers refuse while offer and answer are being made, and on a closed connection. The first passes.
    } finally {
      isApplying = false;
    }
  }

  peerConnection.addEventListener('signalingstatechange', () => {
    if (peerConnection.signalingState === 'stable') void work();
  });

  return {
    setEncoding(encoding) {
      wanted = encoding;
      void work();
    },
    refresh() {
      isKeyFrameWanted = true;
      void work();
    },
  };
}
