import { monitorEventLoopDelay } from 'node:perf_hooks';

/** How the process is. */
export interface Vitals {
  readonly uptimeSeconds: number;
  readonly memoryMb: number;
  readonly heapMb: number;
  /** How late the event loop was since the last reading, in milliseconds. */
  readonly delayMs: { readonly p50: number; readonly p99: number; readonly max: number };
}

export interface VitalsMonitor {
  read(): Vitals;
  close(): void;
}

/** The monitor's own timer, which its figures contain: what is above it is delay. */
const RESOLUTION_MS = 20;

const MB = 1024 * 1024;

export function createVitals(): VitalsMonitor {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  const inMs = (nanoseconds: number): number => Math.max(0, Math.round(nanoseconds / 1e6 - RESOLUTION_MS));

  return {
    read() {
      const { rss, heapUsed } = process.memoryUsage();
      const delayMs = { p50: inMs(delay.percentile(50)), p99: inMs(delay.percentile(99)), max: inMs(delay.max) };
      delay.reset();
      return {
        uptimeSeconds: Math.floor(process.uptime()),
        memoryMb: Math.round(rss / MB),
        heapMb: Math.round(heapUsed / MB),
        delayMs,
      };
    },
    close: () => delay.disable(),
  };
}
