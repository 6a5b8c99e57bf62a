import { parseArgs } from 'node:util';
import ensureBundle from '../tests/support/build.ts';
import { setVisibility } from '../tests/support/browser/video-flow.ts';
import { startServer } from '../tests/support/servers/server-process.ts';
import { BENCH_ENVIRONMENT } from './support/bench-environment.ts';
import { printTable } from './support/figures.ts';
import { DRAW_AS_IF_HIDDEN } from './support/mesh-browser.ts';
import { measureCrowd } from './support/mesh-crowd.ts';
import {
  createMesh,
  madangMesh,
  measure,
  unmanagedMesh,
  VIEWPORT,
  type MeshKind,
  type Outcome,
} from './support/mesh.ts';
import { startUnmanagedServer } from './support/unmanaged-server.ts';

/**
 * `npm run bench:mesh`: what a call costs one participant and what they see, beside a PeerJS mesh that nobody manages;
 * what a hidden page costs; and whether eight people fit on one machine.
 *
 *     npm run bench:mesh -- --participants 4,6 --seconds 20 --no-hidden --no-crowd
 */
const { values: options } = parseArgs({
  options: {
    participants: { type: 'string', default: '4,6' },
    seconds: { type: 'string', default: '20' },
    hidden: { type: 'boolean', default: true },
    crowd: { type: 'boolean', default: true },
  },
  allowNegative: true,
});
const WINDOW_MS = Number(options.seconds) * 1000;
const HIDDEN_COUNT = 4;

const part = (a: number, b: number): string => `${((100 * a) / b).toFixed(0)} %`;
const range = (figures: readonly number[], digits: number): string =>
  figures.length === 0 ? '' : `${Math.min(...figures).toFixed(digits)}–${Math.max(...figures).toFixed(digits)}`;

const HEADER = [
  '',
  'CPU s',
  'kB sent',
  'best fps',
  'other fps',
  'received',
  'of side',
  'of area',
  'concealed',
  'limit',
];

function rowOf(label: string, { cpuSeconds, bytesSent, delivered, limitations }: Outcome): string[] {
  const [best, ...others] = delivered.map(({ framesPerSecond }) => framesPerSecond).sort((a, b) => b - a);
  return [
    label,
    cpuSeconds.toFixed(1),
    (bytesSent / 1000).toFixed(0),
    (best ?? 0).toFixed(1),
    range(others, 1),
    [...new Set(delivered.map(({ width, height }) => `${width}×${height}`))].join(' '),
    range(
      delivered.map(({ sharpness }) => sharpness),
      2,
    ),
    range(
      delivered.map(({ areaRatio }) => areaRatio),
      2,
    ),
    `${(100 * Math.max(0, ...delivered.map(({ concealment }) => concealment))).toFixed(1)} %`,
    [...new Set(limitations)].join(' '),
  ];
}

async function run(count: number, kind: MeshKind): Promise<Outcome> {
  const mesh = await createMesh(count, kind);
  const outcome = await measure(mesh, WINDOW_MS);
  await mesh.close();
  return outcome;
}

async function compare(count: number, url: string, unmanagedUrl: string): Promise<void> {
  const ours = await run(count, madangMesh(url, `mesh-${count}`));
  const theirs = await run(count, unmanagedMesh(unmanagedUrl, count));
  console.log(`\n${count} participants, ${options.seconds} s, ${VIEWPORT.width}×${VIEWPORT.height}`);
  printTable([HEADER, rowOf('Madang', ours), rowOf('unmanaged', theirs)]);
  const cpu = part(ours.cpuSeconds, theirs.cpuSeconds);
  console.log(`CPU ${cpu}, sent ${part(ours.bytesSent, theirs.bytesSent)} of the unmanaged mesh`);
}

async function hide(url: string, who: string, join = ''): Promise<void> {
  const mesh = await createMesh(HIDDEN_COUNT, madangMesh(url, `mesh-hidden-${join.length}`, join));
  const visible = await measure(mesh, WINDOW_MS);
  await setVisibility(mesh.measured, 'hidden');
  await mesh.measured.evaluate(DRAW_AS_IF_HIDDEN);
  const hidden = await measure(mesh, WINDOW_MS);
  const resumedMs: number = await mesh.measured.evaluate('timeResume()');
  await mesh.close();
  console.log(`\na hidden page among ${HIDDEN_COUNT}, of somebody ${who}, ${options.seconds} s`);
  printTable([HEADER, rowOf('visible', visible), rowOf('hidden', hidden)]);
  console.log(`CPU ${part(hidden.cpuSeconds, visible.cpuSeconds)} of the visible page`);
  console.log(`shown again, a frame of everybody after ${resumedMs.toFixed(0)} ms`);
}

async function crowd(url: string): Promise<void> {
  const { live, streams, leastFramesPerSecond, worstConcealment } = await measureCrowd(url, WINDOW_MS);
  console.log(`\ntwo browsers and six light participants: ${live} of ${streams} streams live`);
  console.log(`at least ${leastFramesPerSecond.toFixed(1)} fps, concealed ${(100 * worstConcealment).toFixed(1)} %`);
}

await ensureBundle();
const server = await startServer({ ...BENCH_ENVIRONMENT, ROOM_CAPACITY: '16' });
const unmanaged = await startUnmanagedServer();
for (const count of options.participants.split(',').filter((each) => each !== '')) {
  await compare(Number(count), server.url, unmanaged.url);
}
if (options.hidden) {
  await hide(server.url, 'with camera and microphone on');
  await hide(server.url, 'who looks and listens', '&mic=off&cam=off');
}
if (options.crowd) await crowd(server.url);
unmanaged.close();
await server.kill();
process.exit(0);
