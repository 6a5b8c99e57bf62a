import { setParametersWithKeyFrame } from './key-frame.ts';
import type { CodecChoice } from './video-codecs.ts';
import type { VideoEncoding } from '../../call/words.ts';

/** The one place that sets a sender's parameters: browsers refuse two at once. */
export interface VideoSender {
  /** Of encodings that come too fast only the last is applied. */
  setEncoding(encoding: VideoEncoding): void;
  /** Makes the next picture a whole one. */
  refresh(): void;
  /**
   * Goes on with another codec than this one, whose encoder has stopped. `fresh` where only a fresh connection can:
   * Firefox and Safari switch none in place. `none` when every codec here has stopped already.
   */
  avoidCodec(mimeType: string): Promise<'switched' | 'fresh' | 'none'>;
}

const DEGRADATION = { motion: 'maintain-framerate', sharpness: 'maintain-resolution' } as const;

/** https://www.w3.org/TR/webrtc-extensions/#dom-rtcrtpencodingparameters-codec, not in TypeScript's library. */
type EncodingWithCodec = RTCRtpEncodingParameters & { codec?: RTCRtpCodec };

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
  parameters.degradationPreference = DEGRADATION[encoding.keeps];
}

function writeCodec({ encodings, codecs }: RTCRtpSendParameters, choice: CodecChoice): void {
  const [only] = encodings as [EncodingWithCodec?];
  const codec = choice.preferred(codecs);
  if (!only || !codec) return;
  const { mimeType, clockRate, sdpFmtpLine } = codec;
  only.codec = { mimeType, clockRate, ...(sdpFmtpLine !== undefined && { sdpFmtpLine }) };
}

export function createVideoSender(
  peerConnection: RTCPeerConnection,
  sender: RTCRtpSender | undefined,
  choice: CodecChoice,
): VideoSender {
  let wanted: VideoEncoding | null = null;
  let applied: VideoEncoding | null = null;
  let isKeyFrameWanted = false;
  let working: Promise<void> | null = null;

  async function applyTo(target: RTCRtpSender): Promise<void> {
    const [encoding, hasKeyFrame] = [wanted, isKeyFrameWanted];
    isKeyFrameWanted = false;
    try {
      const parameters = target.getParameters();
      if (encoding) write(parameters, encoding);
      writeCodec(parameters, choice);
      await (hasKeyFrame ? setParametersWithKeyFrame(target, parameters) : target.setParameters(parameters));
    } catch (error) {
      // Still wanted when the browser takes parameters again: without it the other side has a still picture.
      isKeyFrameWanted ||= hasKeyFrame;
      throw error;
    }
    applied = encoding;
  }

  async function applyAll(target: RTCRtpSender): Promise<void> {
    // So that `working` is set before it is taken back.
    await Promise.resolve();
    try {
      while (isKeyFrameWanted || !isSame(applied, wanted)) await applyTo(target);
    } catch {
      // Browsers refuse while offer and answer are being made, and on a closed connection. The first passes.
    } finally {
      working = null;
    }
  }

  function work(): Promise<void> {
    if (sender) working ??= applyAll(sender);
    return working ?? Promise.resolve();
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
    async avoidCodec(mimeType) {
      choice.avoid(mimeType);
      const codecs = sender?.getParameters().codecs ?? [];
      if (!choice.hasAnother(codecs)) return 'none';
      // Two rounds: one may be under way that began before.
      await work();
      isKeyFrameWanted = true;
      await work();
      const [only] = (sender?.getParameters().encodings ?? []) as [EncodingWithCodec?];
      return only?.codec?.mimeType === choice.preferred(codecs)?.mimeType ? 'switched' : 'fresh';
    },
  };
}
