import type { EncoderSample } from './encoder-watch.ts';

/** What the browser measures of one connection, as far as the uplink budget needs it. */
export interface BandwidthSample {
  /** What the browser believes the connection can carry, kbit/s; null where it does not tell. */
  readonly availableKbps: number | null;
  /** Whether the browser itself makes the picture worse because the processor is too busy. */
  readonly isCpuLimited: boolean;
  /** Time that the processor spent encoding video so far, milliseconds; an encoder in hardware takes none of it. */
  readonly encodeMs: number;
  /** How far its video encoder has come; null where the browser does not tell, or nothing is encoded. */
  readonly encoder: (EncoderSample & { readonly codec: string }) | null;
}

interface Entry {
  readonly type: string;
  readonly kind?: string;
  readonly nominated?: boolean;
  readonly state?: string;
  readonly availableOutgoingBitrate?: number;
  readonly qualityLimitationReason?: string;
  readonly totalEncodeTime?: number;
  readonly powerEfficientEncoder?: boolean;
  readonly framesEncoded?: number;
  readonly frames?: number;
  readonly codecId?: string;
  readonly mediaSourceId?: string;
  readonly mimeType?: string;
}

/** Each connection sends one video. */
function encoderOf(report: RTCStatsReport, entries: readonly Entry[]): BandwidthSample['encoder'] {
  const sent = entries.find(({ type, kind }) => type === 'outbound-rtp' && kind === 'video');
  const entryAt = (id: string | undefined): Entry | undefined =>
    id === undefined ? undefined : (report.get(id) as Entry | undefined);
  const { frames: sourceFrames } = entryAt(sent?.mediaSourceId) ?? {};
  const { mimeType: codec } = entryAt(sent?.codecId) ?? {};
  if (sent?.framesEncoded === undefined || sourceFrames === undefined || codec === undefined) return null;
  return { framesEncoded: sent.framesEncoded, sourceFrames, codec };
}

/** https://www.w3.org/TR/webrtc-stats/. Firefox has no `availableOutgoingBitrate` and no limitation reason. */
export function readBandwidthSample(report: RTCStatsReport): BandwidthSample {
  let availableKbps: number | null = null;
  let isCpuLimited = false;
  let encodeMs = 0;
  const entries: Entry[] = [];
  report.forEach((entry: Entry) => void entries.push(entry));
  for (const entry of entries) {
    if (entry.type === 'candidate-pair' && entry.nominated && entry.availableOutgoingBitrate !== undefined) {
      availableKbps = entry.availableOutgoingBitrate / 1000;
    }
    if (entry.type === 'outbound-rtp' && entry.kind === 'video') {
      isCpuLimited ||= entry.qualityLimitationReason === 'cpu';
      if (!entry.powerEfficientEncoder) encodeMs += (entry.totalEncodeTime ?? 0) * 1000;
    }
  }
  return { availableKbps, isCpuLimited, encodeMs, encoder: encoderOf(report, entries) };
}
