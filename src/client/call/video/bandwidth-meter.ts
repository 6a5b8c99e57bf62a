import { readBandwidthSample, type BandwidthSample } from './bandwidth-sample.ts';
import type { Lifetime } from '../lifetime.ts';
import type { CallPorts } from '../ports.ts';
import type { ConnectionId, PictureId } from '../words.ts';

/** A connection that sends a picture, and which. */
export interface MeteredConnection {
  readonly id: PictureId;
  readonly connection: ConnectionId;
}

export interface Measurement {
  readonly lines: readonly (MeteredConnection & { readonly sample: BandwidthSample })[];
  readonly isCpuLimited: boolean;
  /** Processor cores that encoding took since the measurement before. */
  readonly encodingCores: number;
  /** Whether this page was too busy to measure in time: whatever stood still meanwhile may have waited for it. */
  readonly isLate: boolean;
}

export interface BandwidthMeterOptions extends Pick<CallPorts, 'links' | 'now'> {
  readonly lifetime: Pick<Lifetime, 'attempt' | 'schedule'>;
  /** What is live now. */
  readonly lines: () => readonly MeteredConnection[];
  readonly onMeasured: (measurement: Measurement) => void;
}

/** Each connection takes a few milliseconds of the page's only thread, so this is not done more often than it helps. */
const INTERVAL_MS = 2500;

/** A timer this late means that the processor is busy with something else. */
const LATE_MS = 1000;

/** Measures what is live for as long as the call lasts, one after another: seven at once would be felt. */
export function startBandwidthMeter({ lines: live, links, now, lifetime, onMeasured }: BandwidthMeterOptions): void {
  let encodedBefore = new Map<ConnectionId, number>();
  let measuredAt = now();

  async function measure(): Promise<void> {
    const lines: (MeteredConnection & { readonly sample: BandwidthSample })[] = [];
    for (const line of live()) {
      const report = await links.stats(line.connection);
      if (report) lines.push({ ...line, sample: readBandwidthSample(report) });
    }
    const elapsedMs = Math.max(1, now() - measuredAt);
    measuredAt = now();
    const encodingMs = lines.reduce((sum, { connection, sample }) => {
      return sum + Math.max(0, sample.encodeMs - (encodedBefore.get(connection) ?? sample.encodeMs));
    }, 0);
    encodedBefore = new Map(lines.map(({ connection, sample }) => [connection, sample.encodeMs]));
    if (lines.length === 0) return;
    const isCpuLimited = lines.some(({ sample }) => sample.isCpuLimited);
    const isLate = elapsedMs > INTERVAL_MS + LATE_MS;
    lifetime.attempt(() => onMeasured({ lines, isCpuLimited, encodingCores: encodingMs / elapsedMs, isLate }));
  }

  const again = (): void => {
    // A connection that is closed meanwhile has nothing to tell; the next round goes without it.
    const next = (): void => void lifetime.schedule(again, INTERVAL_MS);
    measure().then(next, next);
  };
  lifetime.schedule(again, INTERVAL_MS);
}
