/** What bench/pages/mesh-probe.ts reads from a page. */

export interface Received {
  /** Of the receiving track: the same as long as the connection is. */
  readonly track: string;
  readonly frames: number;
  readonly width: number;
  readonly height: number;
  /** Device pixels of the element that shows it; 0 × 0 when none does. */
  readonly shownWidth: number;
  readonly shownHeight: number;
  readonly samples: number;
  readonly concealed: number;
}

export interface Sample {
  readonly at: number;
  readonly bytesSent: number;
  readonly framesSent: number;
  readonly limitations: readonly string[];
  readonly received: readonly Received[];
}
