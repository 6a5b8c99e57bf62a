/** What the browser measures of one connection, as far as the uplink budget needs it. */
export interface LineSample {
  /** What the browser believes the connection can carry, kbit/s; null where it does not tell. */
  readonly availableKbps: number | null;
  /** Whether the browser itself makes the picture worse because the processor is too busy. */
  readonly isCpuLimited: boolean;
  /** Time that the processor spent encoding video so far, milliseconds; an encoder in hardware takes none of it. */
  readonly encodeMs: number;
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
}

/** https://www.w3.org/TR/webrtc-stats/. Firefox has no `availableOutgoingBitrate` and no limitation reason. */
export function readLineSample(report: RTCStatsReport): LineSample {
  let availableKbps: number | null = null;
  let isCpuLimited = false;
  let encodeMs = 0;
  report.forEach((entry: Entry) => {
    if (entry.type === 'candidate-pair' && entry.nominated && entry.availableOutgoingBitrate !== undefined) {
      availableKbps = entry.availableOutgoingBitrate / 1000;
    }
    if (entry.type === 'outbound-rtp' && entry.kind === 'video') {
      isCpuLimited ||= entry.qualityLimitationReason === 'cpu';
      if (!entry.powerEfficientEncoder) encodeMs += (entry.totalEncodeTime ?? 0) * 1000;
    }
  });
  return { availableKbps, isCpuLimited, encodeMs };
}
