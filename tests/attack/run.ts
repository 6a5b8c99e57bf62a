import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { startServer } from '../support/servers/server-process.ts';
import { FLOODS } from './floods.ts';
import { percentile, sendHonest, type Honest } from './honest.ts';

/**
 * `npm run test:attack [-- words of a flood's name]`: floods a fresh server for `FLOOD_MS` with each attack from one
 * address, while an honest newcomer comes every 300 ms from another. Prints a table, and fails when an honest one is
 * refused or waits too long, or when the server takes too much memory.
 */

const FLOOD_MS = 10_000;
const MOST_MEGABYTES = 250;
/** An honest join may take so many times as long as without an attack. */
const MOST_TIMES = 5;

const ATTACKER = '127.0.0.9';
const HONEST = '127.0.0.2';

interface Outcome {
  readonly honest: Honest;
  readonly did: string;
  readonly peakMegabytes: number;
}

const megabytesOf = (pid: number): number =>
  Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024);

/** Starts an attack, and resolves when it has begun; `done` with what it did. */
async function attack(name: string, url: string): Promise<{ done: Promise<string> }> {
  const args = ['--import', 'tsx', 'tests/attack/attacker.ts', name, url, ATTACKER, String(FLOOD_MS)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  // An attacker's work is done by another machine, and takes no processor time from the server.
  if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
  let output = '';
  child.stdout.on('data', (data: Buffer) => (output += data.toString()));
  const done = once(child, 'close').then(() => output.split('\n')[1] ?? '');
  await once(child.stdout, 'data');
  return { done };
}

async function runOne(name: string | null): Promise<Outcome> {
  const server = await startServer({ LOG_LEVEL: 'info', STUN_URLS: 'none' });
  try {
    const url = server.url.replace('localhost', '127.0.0.1');
    const pid = server.child.pid ?? 0;
    // The first pages compile their templates.
    await sendHonest({ url, from: HONEST }, 1000);
    let peakMegabytes = 0;
    const meter = setInterval(() => (peakMegabytes = Math.max(peakMegabytes, megabytesOf(pid))), 100);
    const attacking = name === null ? null : await attack(name, url);
    const honest = await sendHonest({ url, from: HONEST }, FLOOD_MS);
    const did = (await attacking?.done) ?? '';
    clearInterval(meter);
    return { did, honest, peakMegabytes };
  } finally {
    await server.kill();
  }
}

function judge({ honest, peakMegabytes }: Outcome, undisturbedMs: number): string[] {
  const p95 = percentile(honest.joinsMs, 0.95);
  return [
    ...(honest.failures.length > 0 ? [`${honest.failures.length} honest ones refused: ${honest.failures[0]}`] : []),
    ...(p95 <= MOST_TIMES * undisturbedMs ? [] : [`p95 is ${(p95 / undisturbedMs).toFixed(1)} times the undisturbed`]),
    ...(peakMegabytes <= MOST_MEGABYTES ? [] : [`memory is above ${MOST_MEGABYTES} MB`]),
  ];
}

function row(name: string, { honest, did, peakMegabytes }: Outcome): string {
  const [p50, p95] = [0.5, 0.95].map((share) => Math.round(percentile(honest.joinsMs, share)));
  const { length: joined } = honest.joinsMs;
  return `| ${name} | ${did} | ${joined} of ${joined + honest.failures.length} | ${p50} | ${p95} | ${peakMegabytes} |`;
}

const words = process.argv.slice(2).join(' ');
const floods = Object.keys(FLOODS).filter((name) => name.includes(words));
if (floods.length === 0) throw new Error(`no flood is called ${words}`);

const undisturbed = await runOne(null);
const undisturbedMs = percentile(undisturbed.honest.joinsMs, 0.95);
console.log('| flood | what it did in 10 s | honest joins | p50 ms | p95 ms | peak MB |');
console.log('| --- | --- | --- | --- | --- | --- |');
console.log(row('none', undisturbed));
const mistakes = judge(undisturbed, undisturbedMs);
for (const name of floods) {
  const outcome = await runOne(name);
  console.log(row(name, outcome));
  mistakes.push(...judge(outcome, undisturbedMs).map((mistake) => `${name}: ${mistake}`));
}
for (const mistake of mistakes) console.error(mistake);
process.exitCode = mistakes.length > 0 ? 1 : 0;
