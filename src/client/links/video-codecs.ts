/**
 * H.264 first, because it costs the least processor time, in software and in hardware; then what the browser likes
 * best. Measured in docs/adr/0008-h264-first.md. Where one side has no H.264 the next common one is taken: VP8, which
 * every browser has.
 */
export function byCost(codecs: readonly RTCRtpCodec[]): RTCRtpCodec[] {
  const isPreferred = ({ mimeType, sdpFmtpLine = '' }: RTCRtpCodec): boolean =>
    // Mode 0 has to fit each slice of a picture into one packet, and not every decoder has it.
    mimeType.toLowerCase() === 'video/h264' && sdpFmtpLine.includes('packetization-mode=1');
  return [...codecs.filter(isPreferred), ...codecs.filter((codec) => !isPreferred(codec))];
}

/** To be called before an offer or answer is made. */
export function preferCheapCodec(peerConnection: RTCPeerConnection, sender: RTCRtpSender | undefined): void {
  const transceiver = peerConnection.getTransceivers().find((each) => each.sender === sender);
  const codecs = RTCRtpReceiver.getCapabilities('video')?.codecs;
  // Firefox has it from 128 on.
  if (codecs && transceiver && 'setCodecPreferences' in transceiver) transceiver.setCodecPreferences(byCost(codecs));
}
