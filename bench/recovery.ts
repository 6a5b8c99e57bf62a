import { setTimeout } from 'node:timers/promises';
import type { Browser, Page } from '@playwright/test';

import ensureBundle from '../tests/support/build.ts';
import { createLab, type Lab } from '../tests/netlab/lab.ts';
import type { Service } from '../tests/netlab/service.ts';
import { BENCH_ENVIRONMENT } from './support/bench-environment.ts';
import { median, percentile, printTable } from './support/figures.ts';
import { pageScript } from './support/page-script.ts';

/**
 * How long the picture stands still when the network fails under a call of two: Madang, and beside it in the same
 * browsers, suffering the same faults, PeerJS as it comes.
 */

const RUNS = Number(process.argv[2] ?? 20);
/** What has not come back by then counts as lost. */
const PATIENCE_MS = 15_000;
const POLL_MS = 50;

type Calls = Record<'madang' | 'stock', readonly Page[]>;

const watchScript = await pageScript('watch-frames');
const stockScript = await pageScript('stock-call');

async function openPage(browser: Browser, url: string): Promise<Page> {
  // The stock page is a script on one of our addresses, whose policy knows no inline scripts.
  const context = await browser.newContext({ bypassCSP: true, viewport: { width: 480, height: 320 } });
  const page = await context.newPage();
  await page.addInitScript({ content: `{${watchScript}}` });
  await page.goto(url);
  return page;
}

async function openStock(browsers: readonly Browser[], lab: Lab): Promise<Page[]> {
  const pages: Page[] = [];
  for (const browser of browsers) {
    const page = await openPage(browser, `${lab.url}/healthz`);
    await page.addScriptTag({ type: 'module', content: stockScript });
    pages.push(page);
  }
  return pages;
}

const frameTimes = (page: Page): Promise<number[]> =>
  page.evaluate(() => (globalThis as unknown as { frameTimes: number[] }).frameTimes);

const restartWatch = (page: Page): Promise<void> =>
  page.evaluate(() => (globalThis as unknown as { restartFrameWatch: () => void }).restartFrameWatch());

/** Waits until the picture moves after that time, on every page; false when it does not in time. */
async function moves(pages: readonly Page[], after: number, timeoutMs: number): Promise<boolean> {
  const until = Date.now() + timeoutMs;
  for (;;) {
    const last = await Promise.all(pages.map(async (page) => (await frameTimes(page)).at(-1) ?? 0));
    if (last.every((at) => at > after)) return true;
    if (Date.now() > until) return false;
    await setTimeout(POLL_MS);
  }
}

/** The longest time without a new frame, on the page that has the longest. */
async function longestFreezeMs(pages: readonly Page[], from: number, to: number): Promise<number> {
  const gaps = await Promise.all(
    pages.map(async (page) => {
      const times = [from, ...(await frameTimes(page)).filter((at) => at > from && at < to), to];
      return Math.max(...times.slice(1).map((at, index) => at - (times[index] ?? at)));
    }),
  );
  return Math.max(...gaps);
}

/** From the end of the outage to the first frame, on the page that waits longest. */
async function waitMs(pages: readonly Page[], healedAt: number): Promise<number> {
  const waits = await Promise.all(
    pages.map(async (page) => ((await frameTimes(page)).find((at) => at > healedAt) ?? Infinity) - healedAt),
  );
  return Math.max(...waits);
}

interface Scenario {
  readonly name: string;
  readonly target: string;
  begin(lab: Lab, server: Service): Promise<unknown>;
  readonly lastsMs: number;
  end(lab: Lab, server: Service): Promise<unknown>;
  /** What is measured, given when it began and when it ended. */
  measure(pages: readonly Page[], beganAt: number, endedAt: number): Promise<number>;
}

const SCENARIOS: readonly Scenario[] = [
  {
    name: 'longest freeze after a new address',
    target: 'p95 ≤ 5000',
    begin: (lab) => lab.host('a').renumber(),
    lastsMs: 0,
    end: () => Promise.resolve(),
    measure: (pages, beganAt) => longestFreezeMs(pages, beganAt, Date.now()),
  },
  {
    name: 'until the picture is back after an outage of 5 s',
    target: 'p95 ≤ 2000',
    begin: (lab) => lab.host('a').linkDown(),
    lastsMs: 5000,
    end: (lab) => lab.host('a').linkUp(),
    measure: (pages, _beganAt, endedAt) => waitMs(pages, endedAt),
  },
  {
    name: 'longest freeze while the server is killed and back',
    target: 'most ≤ 500',
    begin: (_lab, server) => server.kill(),
    lastsMs: 4000,
    end: (_lab, server) => server.start(),
    measure: (pages, beganAt) => longestFreezeMs(pages, beganAt, Date.now()),
  },
];

/** A fault that must be seen to have done its harm before a frame means anything. */
const SETTLE_MS = 2500;

async function runOnce(scenario: Scenario, lab: Lab, server: Service, calls: Calls): Promise<Record<string, number>> {
  const pages = [...calls.madang, ...calls.stock];
  await Promise.all(pages.map(restartWatch));
  if (!(await moves(pages, Date.now(), PATIENCE_MS))) throw new Error('a call was not up before the fault');

  const beganAt = Date.now();
  await scenario.begin(lab, server);
  await setTimeout(scenario.lastsMs);
  await scenario.end(lab, server);
  const endedAt = Date.now();
  await setTimeout(SETTLE_MS);
  const settledAt = Date.now();
  const results: Record<string, number> = {};
  for (const [name, each] of Object.entries(calls)) {
    const isBack = await moves(each, settledAt, PATIENCE_MS - SETTLE_MS);
    results[name] = isBack ? await scenario.measure(each, beganAt, endedAt) : Infinity;
  }
  return results;
}

const inMs = (figure: number): string => (Number.isFinite(figure) ? figure.toFixed(0) : 'lost');

await ensureBundle();
const lab = await createLab({ hosts: ['a', 'b'] });
try {
  const turn = await lab.startTurn();
  const server = await lab.startServer({ ...BENCH_ENVIRONMENT, STUN_URLS: turn.stunUrl });
  const browsers = [await lab.host('a').launchChromium(), await lab.host('b').launchChromium()];
  const madang: Page[] = [];
  for (const browser of browsers) madang.push(await openPage(browser, `${lab.url}/bench?join&name=Somebody`));

  const rows = [['ms', 'median', 'p95', 'most', 'target', 'PeerJS, median', 'lost calls of PeerJS', 'ratio']];
  for (const scenario of SCENARIOS) {
    const figures: Record<string, number[]> = { madang: [], stock: [] };
    for (let run = 0; run < RUNS; run += 1) {
      const stock = await openStock(browsers, lab);
      const results = await runOnce(scenario, lab, server, { madang, stock });
      for (const [name, figure] of Object.entries(results)) figures[name]?.push(figure);
      for (const page of stock) await page.context().close();
    }
    const { madang: ours = [], stock: theirs = [] } = figures;
    rows.push([
      scenario.name,
      inMs(median(ours)),
      inMs(percentile(ours, 0.95)),
      inMs(Math.max(...ours)),
      scenario.target,
      inMs(median(theirs)),
      `${theirs.filter((figure) => !Number.isFinite(figure)).length} of ${RUNS}`,
      (median(ours) / median(theirs)).toFixed(2),
    ]);
  }
  console.log(`${RUNS} runs of each; "lost": not back after ${PATIENCE_MS / 1000} s`);
  printTable(rows);
} finally {
  await lab.close();
}
process.exit(0);
