import type { Router } from 'express';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { ErrorCode } from '../../shared/result.ts';
import type { LinkReports } from './link-reports.ts';
import { createMetricsRoute } from './metrics-route.ts';
import { createVitals, type VitalsMonitor } from './vitals.ts';

/** Numbers for Prometheus, by its rules for names: https://prometheus.io/docs/practices/naming/ */
export interface Metrics {
  /** Serves them at /metrics. */
  readonly router: Router;
  /** A request over Socket.IO was answered. */
  noteRequest(event: string, outcome: 'ok' | ErrorCode, seconds: number): void;
  /** A message of PeerJS came to its receiver, or to nobody. */
  noteRelayed(outcome: string): void;
  close(): void;
}

/** Read at the moment when somebody asks for the figures. */
export interface MetricsSources {
  readonly countPeople: () => Promise<{ readonly rooms: number; readonly people: number }>;
  readonly sockets: () => { readonly rooms: number; readonly peer: number };
  /** Null in a service of one process. */
  readonly isRedisUp: (() => boolean) | null;
  readonly links: Pick<LinkReports, 'total'>;
}

/** A join takes some milliseconds; over a second somebody waits. */
const SECONDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];

const MB = 1024 * 1024;

/** @returns null where `METRICS_TOKEN` is not set */
export function createMetrics(token: string | null, sources: MetricsSources): Metrics | null {
  if (token === null) return null;
  const registry = new Registry();
  const registers = [registry];
  const vitals = createVitals();

  const requests = new Histogram({
    name: 'madang_request_seconds',
    help: 'Time to answer a request over Socket.IO, by event and outcome: "ok" or the code of the refusal.',
    labelNames: ['event', 'outcome'],
    buckets: SECONDS,
    registers,
  });
  const relayed = new Counter({
    name: 'madang_peer_messages_total',
    help: 'Messages of PeerJS by where they went: "here", "elsewhere" (another process) or "unreachable".',
    labelNames: ['outcome'],
    registers,
  });

  const update = createStateGauges(registers, sources, vitals);

  return {
    router: createMetricsRoute(token, registry.contentType, async () => {
      await update();
      return registry.metrics();
    }),
    noteRequest: (event, outcome, seconds) => requests.observe({ event, outcome }, seconds),
    noteRelayed: (outcome) => relayed.inc({ outcome }),
    close: vitals.close,
  };
}

/** @returns what brings the gauges up to date, before they are read */
function createStateGauges(
  registers: Registry[],
  { countPeople, sockets, isRedisUp, links }: MetricsSources,
  vitals: VitalsMonitor,
): () => Promise<void> {
  const gauge = (name: string, help: string, ...labelNames: string[]): Gauge =>
    new Gauge({ name, help, labelNames, registers });
  const rooms = gauge('madang_rooms', 'Rooms that somebody is in.');
  const participants = gauge('madang_participants', 'People in rooms.');
  const open = gauge('madang_sockets', 'Open connections: "rooms" over Socket.IO, "peer" to PeerServer.', 'server');
  const linkCount = gauge('madang_links', 'Links between two people by state, as their pages say.', 'state');
  const redis = isRedisUp && gauge('madang_redis_up', '1 when Redis answered last time.');
  const memory = gauge('process_resident_memory_bytes', 'Resident memory size in bytes.');
  const uptime = gauge('madang_uptime_seconds', 'How long this process has been running.');
  const delay = gauge(
    'madang_event_loop_delay_seconds',
    'How late the event loop was since the last reading.',
    'quantile',
  );

  return async () => {
    const counts = await countPeople();
    rooms.set(counts.rooms);
    participants.set(counts.people);
    for (const [server, count] of Object.entries(sockets())) open.set({ server }, count);
    for (const [state, count] of Object.entries<number>({ ...links.total() })) linkCount.set({ state }, count);
    if (isRedisUp) redis?.set(isRedisUp() ? 1 : 0);
    const { memoryMb, uptimeSeconds, delayMs } = vitals.read();
    memory.set(memoryMb * MB);
    uptime.set(uptimeSeconds);
    const delays = { '0.5': delayMs.p50, '0.99': delayMs.p99, '1': delayMs.max };
    for (const [quantile, ms] of Object.entries(delays)) delay.set({ quantile }, ms / 1000);
  };
}
