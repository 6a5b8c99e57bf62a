import { setTimeout } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { createLab, type Lab } from '../tests/netlab/lab.ts';
import { openContext } from '../tests/support/browser/person.ts';
import ensureBundle from '../tests/support/build.ts';
import { BENCH_ENVIRONMENT } from './support/bench-environment.ts';
import { printTable } from './support/figures.ts';
import { deliveredBetween, takeSample, type Delivered } from './support/mesh-sample.ts';
import { pageScript } from './support/page-script.ts';

/**
 * `npm run bench:uplink`: what is left of voice and video for each of three others when somebody's uplink shrinks to
 * 1 Mbit/s, and how long after that all is as it was. The first of the three has pinned them. The baseline is the same
 * call before.
 */

const LIMIT = { up: { rateKbit: 1000 } };
const LIFTED = {};
const WINDOW_MS = 15_000;

/** Browsers feel their way up to what a line carries; then the picture of each has its size. */
const SETTLE_MS = 25_000;
/** Until a line that has become narrow is known as such. */
const SHRINK_MS = 10_000;

const PATIENCE_MS = 60_000;
/** A picture whose side is this much of what it was looks the same. */
const SAME = 0.95;

const VIEWERS = ['b', 'c', 'd'] as const;

async function enter(lab: Lab, host: string, options: string): Promise<Page> {
  const viewport = { width: 1024, height: 640 };
  const { page } = await openContext(await lab.host(host).launchChromium(), { viewport });
  await page.addInitScript({ content: `{${await pageScript('mesh-probe')}}` });
  await page.goto(`${lab.url}/uplink?join&name=${host}${options}`);
  await page.getByTestId('leave').waitFor();
  return page;
}

/** What each viewer gets of the one who sends. */
async function watch(viewers: readonly Page[]): Promise<Delivered[]> {
  const before = await Promise.all(viewers.map(takeSample));
  await setTimeout(WINDOW_MS);
  const after = await Promise.all(viewers.map(takeSample));
  return viewers.map((_viewer, index) => {
    const [from, to] = [before[index], after[index]];
    const [best] = from && to ? deliveredBetween(from, to).sort((a, b) => b.width - a.width) : [];
    if (!best) throw new Error('a viewer has no connection');
    return best;
  });
}

async function widths(viewers: readonly Page[]): Promise<number[]> {
  const samples = await Promise.all(viewers.map(takeSample));
  return samples.map(({ received }) => Math.max(0, ...received.map(({ width }) => width)));
}

async function timeReturn(viewers: readonly Page[], full: readonly Delivered[]): Promise<number> {
  const start = performance.now();
  while (performance.now() - start < PATIENCE_MS) {
    const now = await widths(viewers);
    if (now.every((width, index) => width >= SAME * (full[index]?.width ?? 0))) return performance.now() - start;
    await setTimeout(100);
  }
  return Infinity;
}

const rowsOf = (when: string, delivered: readonly Delivered[]): string[][] =>
  delivered.map(({ width, height, framesPerSecond, concealment }, index) => [
    `${when}, ${index === 0 ? 'pinned' : 'not pinned'}`,
    `${width}×${height}`,
    framesPerSecond.toFixed(1),
    `${(100 * concealment).toFixed(1)} %`,
  ]);

await ensureBundle();
const lab = await createLab({ hosts: ['a', ...VIEWERS] });
try {
  const turn = await lab.startTurn();
  await lab.startServer({ ...BENCH_ENVIRONMENT, STUN_URLS: turn.stunUrl });
  await enter(lab, 'a', '');
  const viewers: Page[] = [];
  for (const host of VIEWERS) viewers.push(await enter(lab, host, '&mic=off&cam=off'));
  await viewers[0]?.getByRole('button', { name: 'Pin a', exact: true }).press('Enter');
  await setTimeout(SETTLE_MS);

  const full = await watch(viewers);
  await lab.host('a').wire(LIMIT);
  await setTimeout(SHRINK_MS);
  const limited = await watch(viewers);
  await lab.host('a').wire(LIFTED);
  const backMs = await timeReturn(viewers, full);

  printTable([
    ['', 'received', 'fps', 'concealed'],
    ...rowsOf('before', full),
    ...rowsOf(`on ${LIMIT.up.rateKbit} kbit/s`, limited),
  ]);
  const area = (delivered: readonly Delivered[]): number =>
    delivered.reduce((sum, { width, height, framesPerSecond }) => sum + width * height * framesPerSecond, 0);
  console.log(`the narrow line carries ${((100 * area(limited)) / area(full)).toFixed(0)} % of the pixels per second`);
  console.log(`as large as before ${(backMs / 1000).toFixed(1)} s after the limit was lifted`);
} finally {
  await lab.close();
}
process.exit(0);
