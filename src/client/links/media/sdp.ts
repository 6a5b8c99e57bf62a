/** Codecs that carry pictures themselves; the others (rtx, red, ulpfec, flexfec) only repeat or protect them. */
const VIDEO_CODECS = new Set(['VP8', 'VP9', 'H264', 'H265', 'AV1']);

/** Adds a parameter to a codec's `a=fmtp` line, which is made if there is none; one that is there stays as it is. */
function addParameter(sdp: string, payloadType: string, name: string, value: number): string {
  const [line] = new RegExp(`^a=fmtp:${payloadType} .*$`, 'm').exec(sdp) ?? [];
  const parameter = `${name}=${value}`;
  if (line?.includes(`${name}=`)) return sdp;
  if (line) return sdp.replace(line, `${line};${parameter}`);
  return sdp.replace(new RegExp(`^(a=rtpmap:${payloadType} .*)$`, 'm'), `$1\r\na=fmtp:${payloadType} ${parameter}`);
}

/**
 * Asks the reader of this offer or answer to send us media in a way that suits a conversation:
 *
 * - `usedtx=1`: next to nothing while nobody speaks; a muted microphone costs 5 packets a second instead of 50.
 *   https://www.rfc-editor.org/rfc/rfc7587#section-6.1
 * - `useinbandfec=1`: each packet holds a rough copy of the one before, where packets are lost. Browsers ask for it
 *   themselves today; a voice is worth saying it.
 * - `x-google-start-bitrate` (kbit/s): Chromium starts at 300 and paces its first picture accordingly. A higher start
 *   brings that picture 30 ms sooner and sharp; on a slow line the congestion control takes it back at once.
 *
 * Chromium's offer of an ICE restart has kept all this, and must be left as it is: parameters that differ from those
 * before make Chromium throw away its receivers, and now and then what they fed stays frozen for good.
 */
export function tuneSdp(sdp: string, startBitrateKbps: number): string {
  const codecs = [...sdp.matchAll(/^a=rtpmap:(\d+) ([\w-]+)\//gm)];
  return codecs.reduce((tuned, [, payloadType = '', codec = '']) => {
    if (codec.toLowerCase() === 'opus') {
      return addParameter(addParameter(tuned, payloadType, 'usedtx', 1), payloadType, 'useinbandfec', 1);
    }
    return VIDEO_CODECS.has(codec.toUpperCase())
      ? addParameter(tuned, payloadType, 'x-google-start-bitrate', startBitrateKbps)
      : tuned;
  }, sdp);
}

/** What all links together may start with: most uplinks carry it, and it is over in a moment on those that do not. */
const START_BUDGET_KBPS = 2000;
const HIGHEST_START_KBPS = 1000;
const LOWEST_START_KBPS = 300;

/** @param links how many there are, the new one included */
export const startBitrateKbps = (links: number): number =>
  Math.round(Math.min(HIGHEST_START_KBPS, Math.max(LOWEST_START_KBPS, START_BUDGET_KBPS / links)));
