import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { percentile, printTable, sum } from './support/figures.ts';
import type { LoadOrder, LoadReport } from './support/load-protocol.ts';
import { startMadang, startTutorial, type LoadService } from './support/load-services.ts';

/**
 * `npm run bench:load`: many people without browsers, over real WebSockets, in rooms of five, against the plain tutorial
 * server, one process of ours, and two with Redis. PEOPLE and RATE (joins a second) change the load.
 */

const PEOPLE = Number(process.env['PEOPLE'] ?? 1000);
const RATE = Number(process.env['RATE'] ?? 60);
const ROOM_SIZE = 5;

/** Processes that play people. Each has an address of its own. */
const PLAYERS = 2;

/** Until a service's memory is what it is without garbage of the joins. */
const SETTLE_MS = 3000;

interface Figures {
  readonly name: string;
  readonly reports: readonly LoadReport[];
  readonly joined: number;
  readonly cpuMsPerJoin: number;
  readonly kbPerPerson: number;
}

async function load(service: LoadService): Promise<Figures> {
  const players: ChildProcess[] = Array.from({ length: PLAYERS }, () =>
    fork(new URL('./support/load-people.ts', import.meta.url), { execArgv: ['--import', 'tsx'] }),
  );
  const before = { cpu: service.cpuSeconds(), memory: await service.memoryBytes() };
  const reports = await Promise.all(
    players.map(async (player, index) => {
      const order: LoadOrder = {
        ...{ kind: service.kind, urls: service.urls, peersUrl: service.peersUrl },
        ...{ people: PEOPLE / PLAYERS, roomSize: ROOM_SIZE, joinsPerSecond: RATE / PLAYERS },
        from: `127.0.0.${index + 2}`,
      };
      player.send(order);
      const [report] = (await once(player, 'message')) as [LoadReport];
      return report;
    }),
  );
  const cpuMs = (service.cpuSeconds() - before.cpu) * 1000;
  await pause(SETTLE_MS);
  const bytes = (await service.memoryBytes()) - before.memory;
  for (const player of players) player.send('leave');
  await Promise.all(players.map((player) => once(player, 'exit')));
  const joined = sum(reports.map((report) => report.joined));
  return { name: service.name, reports, joined, cpuMsPerJoin: cpuMs / joined, kbPerPerson: bytes / joined / 1000 };
}

const inMs = (figures: readonly number[], at: number): string => percentile(figures, at).toFixed(1);

function row({ name, reports, joined, cpuMsPerJoin, kbPerPerson }: Figures, base: Figures): string[] {
  const heard = reports.flatMap(({ heardMs }) => heardMs);
  const offers = reports.flatMap(({ offerMs }) => offerMs);
  const failed = reports.flatMap((report) => report.failed);
  for (const reason of new Set(failed)) console.log(`${name}: failed: ${reason}`);
  const lost = sum(reports.map((report) => report.lost));
  const seconds = Math.max(...reports.map(({ durationMs }) => durationMs)) / 1000;
  return [
    name,
    String(joined),
    String(failed.length + lost),
    (joined / seconds).toFixed(0),
    ...[0.5, 0.95, 0.99].map((at) => inMs(heard, at)),
    ...[0.5, 0.99].map((at) => inMs(offers, at)),
    cpuMsPerJoin.toFixed(2),
    (cpuMsPerJoin / base.cpuMsPerJoin).toFixed(2),
    kbPerPerson.toFixed(0),
  ];
}

const results: Figures[] = [];
for (const start of [startTutorial, () => startMadang(1), () => startMadang(2)]) {
  const service = await start();
  try {
    results.push(await load(service));
  } finally {
    await service.stop();
  }
}
const [base] = results;
if (!base) throw new Error('nothing was measured');
console.log(`\n${PEOPLE} people in rooms of ${ROOM_SIZE}, ${RATE} joins a second; milliseconds\n`);
printTable([
  ['', 'held', 'failed', 'joins/s', 'heard p50', 'p95', 'p99', 'offer p50', 'p99', 'CPU/join', 'ratio', 'kB each'],
  ...results.map((figures) => row(figures, base)),
]);
process.exit(0);
