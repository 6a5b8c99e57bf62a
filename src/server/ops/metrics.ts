import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { LinkReport } from '../../shared/admin/link-report.ts';
import type { Fact, ParticipantId } from '../../shared/protocol.ts';
import type { ErrorCode } from '../../shared/result.ts';
import { createLinkReports, type LinkReports } from './link-reports.ts';
import { createVitals, type VitalsMonitor } from './vitals.ts';

/** Numbers for Prometheus, by its rules for names: https://prometheus.io/docs/practices/naming/ */
export interface Metrics {
  /** @returns all figures, in Prometheus' text format */
  read(): Promise<string>;
  readonly contentType: string;
  /** A request over Socket.IO was answered. */
  noteRequest(event: string, outcome: 'ok' | ErrorCode, seconds: number): void;
  /** A message of PeerJS came to its receiver, or to nobody. */
  noteRelayed(outcome: string): void;
  /** What a page says of its links. */
  noteLinks(id: ParticipantId, report: LinkReport): void;
  /** Forgets the links of people who left. */
  learn(facts: readonly Fact[]): void;
  close(): void;
}

/** Read at the moment when somebody asks for the figures. */
export interface MetricsSources {
  readonly countPeople: () => Promise<{ readonly rooms: number; readonly people: number }>;
  readonly sockets: () => { readonly rooms: number; readonly peer: number };
  /** Null in a service of one process. */
  readonly isRedisUp: (() => boolean) | null;
}

/** A join takes some milliseconds; over a second somebody waits. */
const SECONDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];

const MB = 1024 * 1024;
const LINK_STATES = ['live', 'connecting', 'mending', 'failed'] as const;

export function createMetrics(sources: MetricsSources): Metrics {
  const registers = [new Registry()];
  const [registry] = registers as [Registry];
  const links = createLinkReports();
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

  const update = createStateGauges(registers, sources, links, vitals);

  return {
    contentType: registry.contentType,
    async read() {
      await update();
      return registry.metrics();
    },
    noteRequest: (event, outcome, seconds) => requests.observe({ event, outcome }, seconds),
    noteRelayed: (outcome) => relayed.inc({ outcome }),
    noteLinks: links.note,
    learn(facts) {
      for (const fact of facts) {
        if (fact.type === 'participant:left') links.forget(fact.id);
      }
    },
    close: vitals.close,
  };
}

/** @returns what brings the gauges up to date, before they are read */
function createStateGauges(
  registers: Registry[],
  { countPeople, sockets, isRedisUp }: MetricsSources,
  links: LinkReports,
  vitals: VitalsMonitor,
): () => Promise<void> {
  const gauge = (name: string, help: string): Gauge => new Gauge({ name, help, registers });
  const rooms = gauge('madang_rooms', 'Rooms that somebody is in.');
  const participants = gauge('madang_participants', 'People in rooms.');
  const open = new Gauge({
    name: 'madang_sockets',
    help: 'Open connections: "rooms" over Socket.IO, "peer" to PeerServer.',
    labelNames: ['server'],
    registers,
  });
  const linkCount = new Gauge({
    name: 'madang_links',
    help: 'Links between two people by state, as their pages say.',
    labelNames: ['state'],
    registers,
  });
  const redis = isRedisUp && gauge('madang_redis_up', '1 when Redis answered last time.');
  const memory = gauge('process_resident_memory_bytes', 'Resident memory size in bytes.');
  const uptime = gauge('madang_uptime_seconds', 'How long this process has been running.');
  const delay = new Gauge({
    name: 'madang_event_loop_delay_seconds',
    help: 'How late the event loop was since the last reading.',
    labelNames: ['quantile'],
    registers,
  });

  return async () => {
    const counts = await countPeople();
    rooms.set(counts.rooms);
    participants.set(counts.people);
    for (const [server, count] of Object.entries(sockets())) open.set({ server }, count);
    const total = links.total();
    for (const state of LINK_STATES) linkCount.set({ state }, total[state]);
    if (isRedisUp) redis?.set(isRedisUp() ? 1 : 0);
    const { memoryMb, uptimeSeconds, delayMs } = vitals.read();
    memory.set(memoryMb * MB);
    uptime.set(uptimeSeconds);
    delay.set({ quantile: '0.5' }, delayMs.p50 / 1000);
    delay.set({ quantile: '0.99' }, delayMs.p99 / 1000);
    delay.set({ quantile: '1' }, delayMs.max / 1000);
  };
}
