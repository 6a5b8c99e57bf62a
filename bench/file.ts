import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, expect, type Page } from '@playwright/test';
import { chromiumPath, CHROMIUM_ARGS, FAKE_DEVICES } from '../tests/support/browser/browsers.ts';
import {
  acceptFile,
  cutConnections,
  hashOf,
  sendFiles,
  transferOf,
  writeRandomFile,
} from '../tests/support/browser/files.ts';
import { exposeConnections } from '../tests/support/browser/freezes.ts';
import { onPage, type Person } from '../tests/support/browser/person.ts';
import { startServer } from '../tests/support/servers/server-process.ts';
import ensureBundle from '../tests/support/build.ts';
import { BENCH_ENVIRONMENT } from './support/bench-environment.ts';
import { median, printTable } from './support/figures.ts';
import { watchMemory, type Memory } from './support/memory.ts';
import { connectRaw, exposeRawChannel } from './support/raw-channel.ts';

/**
 * `npm run bench:file`: a file from one browser's disk to another's, in the middle of a video call, beside a bare data
 * channel between the same two pages, measured in turns. Then the same with the connection cut half-way.
 */
const FILE_BYTES = Number(process.env['MB'] ?? 200) * 1_000_000;
const RUNS = Number(process.env['RUNS'] ?? 3);
const LONG_MS = 240_000;

/**
 * Each in a browser of their own, so that its memory can be told, and with a profile on the disk: a private window, as
 * Playwright opens them otherwise, keeps in memory what a page writes to the disk.
 */
async function enter(url: string, name: string): Promise<Person> {
  const context = await chromium.launchPersistentContext(join(folder, name), {
    ...chromiumPath(),
    args: [...CHROMIUM_ARGS, ...FAKE_DEVICES, '--enable-precise-memory-info'],
    viewport: { width: 640, height: 400 },
  });
  const page = await context.newPage();
  await exposeRawChannel(page);
  await exposeConnections(page);
  await page.goto(`${url}?join&name=${name}`);
  return onPage(page, name);
}

const framesReceived = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const { peerConnections } = globalThis as unknown as { peerConnections: RTCPeerConnection[] };
    let frames = 0;
    for (const connection of peerConnections.filter(({ connectionState }) => connectionState === 'connected')) {
      (await connection.getStats()).forEach((stats: { type: string; framesDecoded?: number }) => {
        if (stats.type === 'inbound-rtp') frames += stats.framesDecoded ?? 0;
      });
    }
    return frames;
  });

/** Frames a second of the other's video on this page while `task` runs. */
async function framesDuring<T>(page: Page, task: () => Promise<T>): Promise<{ value: T; fps: number; ms: number }> {
  const [before, startedAt] = [await framesReceived(page), performance.now()];
  const value = await task();
  const ms = performance.now() - startedAt;
  return { value, ms, fps: ((await framesReceived(page)) - before) / (ms / 1000) };
}

const isHalfDone = async (person: Person, name: string): Promise<boolean> =>
  (await transferOf(person, name)
    .locator('progress')
    .evaluate((bar) => (bar as HTMLProgressElement).position)) >= 0.5;

const mbPerSecond = (ms: number): number => FILE_BYTES / 1000 / ms;
const mb = (bytes: number): string => (bytes / 1_000_000).toFixed(0);

await ensureBundle();
const server = await startServer(BENCH_ENVIRONMENT);
const folder = await mkdtemp(join(tmpdir(), 'bench-file-'));
const url = `${server.url}/bench-file`;
const alice = await enter(url, 'Alice');
const bob = await enter(url, 'Bob');
for (const { page } of [alice, bob]) {
  await expect(page.locator('[data-testid=tile][data-state=live]')).toHaveCount(2);
}
const sendRaw = await connectRaw(alice.page, bob.page);
const idle = await framesDuring(bob.page, () => new Promise((resolve) => setTimeout(resolve, 5000)));

async function transfer(name: string, whileUnderWay: () => Promise<void> = () => Promise.resolve()): Promise<number> {
  const path = join(folder, name);
  const hash = await writeRandomFile(path, FILE_BYTES);
  await sendFiles(alice, [path]);
  await expect(transferOf(bob, name)).toBeVisible();
  const startedAt = performance.now();
  const accepted = acceptFile(bob, name, LONG_MS);
  await whileUnderWay();
  const download = await accepted;
  const ms = performance.now() - startedAt;
  if ((await hashOf(await download.path())) !== hash) throw new Error(`${name} arrived damaged`);
  await expect(transferOf(alice, name)).toHaveAttribute('data-status', 'done');
  for (const person of [alice, bob]) await transferOf(person, name).getByTestId('file-dismiss').click();
  await rm(path);
  return ms;
}

const figures = { raw: [] as number[], rawFps: [] as number[], ours: [] as number[], oursFps: [] as number[] };
const memory: { start: Memory; most: Memory }[][] = [];
for (let run = 0; run < RUNS; run += 1) {
  const raw = await framesDuring(bob.page, () => sendRaw(FILE_BYTES));
  figures.raw.push(mbPerSecond(raw.value));
  figures.rawFps.push(raw.fps);
  const watches = await Promise.all([alice, bob].map(({ page }) => watchMemory(page)));
  const ours = await framesDuring(bob.page, () => transfer(`run-${run}.bin`));
  memory.push(await Promise.all(watches.map((watch) => watch.stop())));
  figures.ours.push(mbPerSecond(ours.value));
  figures.oursFps.push(ours.fps);
}

let cutAt = 0;
const cutMs = await transfer('cut.bin', async () => {
  await expect.poll(() => isHalfDone(bob, 'cut.bin'), { timeout: LONG_MS, intervals: [100] }).toBe(true);
  await cutConnections(alice);
  cutAt = performance.now();
});
const mendedAfterMs = performance.now() - cutAt;

const ratio = median(figures.ours) / median(figures.raw);
printTable([
  [`${mb(FILE_BYTES)} MB, medians of ${RUNS}`, 'MB/s', 'frames/s of the call meanwhile'],
  ['nothing but the call', '', idle.fps.toFixed(1)],
  ['bare data channel', median(figures.raw).toFixed(1), median(figures.rawFps).toFixed(1)],
  ['file, disk to disk, hashed', median(figures.ours).toFixed(1), median(figures.oursFps).toFixed(1)],
]);
console.log(`ratio ${ratio.toFixed(2)} (≥ 0.60)`);
console.log(
  `connection cut half-way: same hash, ${(cutMs / 1000).toFixed(1)} s in all, ` +
    `${(mendedAfterMs / 1000).toFixed(1)} s from the cut to the end`,
);
printTable([
  ['memory, MB', 'heap before', 'heap at most', 'all processes before', 'at most'],
  ...memory.flatMap((both, run) =>
    both.map(({ start, most }, side) => [
      `run ${run + 1}, ${side === 0 ? 'sender' : 'receiver'}`,
      mb(start.heapBytes),
      mb(most.heapBytes),
      mb(start.rssBytes),
      mb(most.rssBytes),
    ]),
  ),
]);
for (const { page } of [alice, bob]) await page.context().close();
await server.kill();
await rm(folder, { recursive: true });
process.exit(0);
