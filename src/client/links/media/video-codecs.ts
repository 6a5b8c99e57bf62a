/** Codecs that carry pictures themselves; the others (rtx, red, ulpfec, flexfec) only repeat or protect them. */
const PICTURE_CODECS = new Set(['video/vp8', 'video/vp9', 'video/h264', 'video/h265', 'video/av1']);

const nameOf = ({ mimeType }: Pick<RTCRtpCodec, 'mimeType'>): string => mimeType.toLowerCase();

/** Which codecs this page sends video with: docs/adr/0008-h264-first.md. */
export interface CodecChoice {
  /** What the browser has, in the order in which offers and answers name it. */
  inOrder(codecs: readonly RTCRtpCodec[]): RTCRtpCodec[];
  /** The codec to send with, of those that both sides have; null where the first of them is right. */
  preferred(negotiated: readonly RTCRtpCodec[]): RTCRtpCodec | null;
  /** From now on this codec is used only where there is no other: its encoder has stopped once. */
  avoid(mimeType: string): void;
  /** Whether there is a codec here that has not stopped. */
  hasAnother(negotiated: readonly RTCRtpCodec[]): boolean;
}

/** Mode 0 has to fit each slice of a picture into one packet, and not every decoder has it. */
const isGoodH264 = (codec: RTCRtpCodec): boolean =>
  nameOf(codec) === 'video/h264' && (codec.sdpFmtpLine ?? '').includes('packetization-mode=1');

/**
 * H.264 first, because it costs the least processor time, in software and in hardware; then what the browser likes
 * best. Where one side has no H.264 the next common one is taken: VP8, which every browser has. On Android VP8 comes
 * first: each phone brings its own H.264 encoder, some of which freeze.
 */
export function createCodecChoice({ isAndroid }: { readonly isAndroid: boolean }): CodecChoice {
  const avoided = new Set<string>();
  const isFirst = isAndroid ? (codec: RTCRtpCodec) => nameOf(codec) === 'video/vp8' : isGoodH264;
  const isPicture = (codec: RTCRtpCodec): boolean => PICTURE_CODECS.has(nameOf(codec));
  const isSafe = (codec: RTCRtpCodec): boolean => isPicture(codec) && !avoided.has(nameOf(codec));

  function inOrder(codecs: readonly RTCRtpCodec[]): RTCRtpCodec[] {
    // Named last it would still be sent where the other side names it first.
    const left = codecs.some(isSafe) ? codecs.filter((codec) => !avoided.has(nameOf(codec))) : codecs;
    // Both in the order of the browser.
    return [...left.filter(isFirst), ...left.filter((codec) => !isFirst(codec))];
  }

  return {
    inOrder,
    preferred(negotiated) {
      // The order of an answer is that of the side that answers. What is merely cheap is not worth a word beside it.
      if (!isAndroid && avoided.size === 0) return null;
      return inOrder(negotiated).find(isPicture) ?? null;
    },
    avoid: (mimeType) => void avoided.add(mimeType.toLowerCase()),
    hasAnother: (negotiated) => negotiated.some(isSafe),
  };
}

/** https://wicg.github.io/ua-client-hints/, which Firefox does not have. */
interface NavigatorWithHints {
  readonly userAgentData?: { readonly platform: string };
}

export const isAndroid = ({ userAgent, userAgentData }: Pick<Navigator, 'userAgent'> & NavigatorWithHints): boolean =>
  userAgentData ? userAgentData.platform === 'Android' : /\bAndroid\b/.test(userAgent);

/** To be called before an offer or answer is made. */
export function orderCodecs(
  peerConnection: RTCPeerConnection,
  sender: RTCRtpSender | undefined,
  { inOrder }: Pick<CodecChoice, 'inOrder'>,
): void {
  const transceiver = peerConnection.getTransceivers().find((each) => each.sender === sender);
  const codecs = RTCRtpReceiver.getCapabilities('video')?.codecs;
  // Firefox has it from 128 on.
  if (codecs && transceiver && 'setCodecPreferences' in transceiver) transceiver.setCodecPreferences(inOrder(codecs));
}
