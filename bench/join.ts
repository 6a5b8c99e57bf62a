import { chromium, type Browser, type Page } from '@playwright/test';
import { startServer } from '../tests/support/servers/server-process.ts';
import { chromiumPath, CHROMIUM_ARGS, FAKE_DEVICES } from '../tests/support/browser/browsers.ts';
import ensureBundle from '../tests/support/build.ts';
import { BENCH_ENVIRONMENT } from './support/bench-environment.ts';
import { startRawServer } from './support/raw-server.ts';
import { startDelayProxy } from './support/delay-proxy.ts';
import { median, printTable } from './support/figures.ts';
import { timeCrowd } from './support/crowd.ts';
import { firstFrameAt, watchFirstFrame } from './support/first-frame.ts';
import { startTutorialServer } from './support/tutorial-server.ts';

/**
 * `npm run bench:join`: how long from opening a link, and from clicking Join, until the first frame of somebody else
 * is painted, beside the same with bare WebRTC; and how long until five people who come in one instant all see each
 * other move, beside a page like the well-known tutorial's. Measured in turns in the same run.
 */
const RUNS = Number(process.env['RUNS'] ?? 12);
const CROWD_RUNS = Number(process.env['CROWD_RUNS'] ?? 5);
/** A machine that others keep busy takes its time; what is measured is a ratio. */
const PATIENCE = { timeout: 120_000 };
const CROWD = ['Alice', 'Bob', 'Carol', 'Dave', 'Erin'];
const DELAYS_MS = [0, 50];

interface Traffic {
  readonly requests: number;
  readonly bytes: number;
}

/** Counts what the page loads, as it comes over the wire; returns what tells how much it was by then. */
async function countTraffic(page: Page): Promise<(untilMs: number) => Traffic> {
  const requests: number[] = [];
  const received: { at: number; bytes: number }[] = [];
  const cdp = await page.context().newCDPSession(page);
  // In seconds of one clock. The first request is that for the page itself.
  cdp.on('Network.requestWillBeSent', ({ timestamp }) => requests.push(timestamp));
  cdp.on('Network.webSocketWillSendHandshakeRequest', ({ timestamp }) => requests.push(timestamp));
  cdp.on('Network.loadingFinished', ({ timestamp, encodedDataLength }) => {
    received.push({ at: timestamp, bytes: encodedDataLength });
  });
  await cdp.send('Network.enable');
  return (untilMs) => {
    const until = Math.min(...requests) + untilMs / 1000;
    return {
      requests: requests.filter((at) => at <= until).length,
      bytes: received.filter(({ at }) => at <= until).reduce((sum, { bytes }) => sum + bytes, 0),
    };
  };
}

/** A fresh browser context, so that nothing is cached. */
async function openFresh(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 640, height: 400 } });
  const page = await context.newPage();
  await watchFirstFrame(page);
  return page;
}

async function timeLink(browser: Browser, url: string): Promise<number> {
  const page = await openFresh(browser);
  await page.goto(url, { waitUntil: 'commit' });
  const { at } = await firstFrameAt(page);
  await page.context().close();
  return at;
}

/** In a run of its own: counting takes time, and more of it the more there is to count. */
async function countUntilFirstFrame(browser: Browser, url: string): Promise<Traffic> {
  const page = await openFresh(browser);
  const trafficUntil = await countTraffic(page);
  await page.goto(url, { waitUntil: 'commit' });
  const { at } = await firstFrameAt(page);
  await page.context().close();
  return trafficUntil(at);
}

async function timeClick(browser: Browser, url: string): Promise<number> {
  const page = await openFresh(browser);
  await page.goto(url);
  await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0.5, null, PATIENCE);
  await page.getByTestId('join').click();
  const { at, clickedAt } = await firstFrameAt(page);
  await page.context().close();
  return at - clickedAt;
}

async function host(browser: Browser, url: string): Promise<() => Promise<void>> {
  const page = await openFresh(browser);
  await page.goto(url);
  await page.waitForFunction(
    () => document.body.dataset['isReady'] ?? (document.querySelector('video')?.currentTime ?? 0) > 0.5,
    null,
    PATIENCE,
  );
  return () => page.context().close();
}

/** In turns, each time with everything fresh. */
async function timeCrowds(url: string): Promise<Record<'ours' | 'theirs', number[]>> {
  const figures: Record<'ours' | 'theirs', number[]> = { ours: [], theirs: [] };
  for (let run = 0; run < CROWD_RUNS; run += 1) {
    const room = `${url}/${crypto.randomUUID()}`;
    figures.ours.push(await timeCrowd(CROWD.map((name) => `${room}?join&name=${name}`)));
    const tutorial = await startTutorialServer();
    figures.theirs.push(await timeCrowd(CROWD.map(() => tutorial.url)));
    tutorial.close();
  }
  return figures;
}

const format = (figures: readonly number[]): string =>
  `${median(figures).toFixed(0)} (${Math.min(...figures).toFixed(0)}–${Math.max(...figures).toFixed(0)})`;

await ensureBundle();
const server = await startServer(BENCH_ENVIRONMENT);
const raw = await startRawServer();
const browser = await chromium.launch({ ...chromiumPath(), args: [...CHROMIUM_ARGS, ...FAKE_DEVICES] });
const rows = [['', 'Madang, ms', 'baseline, ms', 'ratio', 'target']];

for (const delayMs of DELAYS_MS) {
  const near = await startDelayProxy(Number(new URL(server.url).port), delayMs);
  const far = await startDelayProxy(raw.port, delayMs);
  const ours = `http://localhost:${near.port}/bench-${delayMs}?join&name=Guest`;
  const theirs = `http://localhost:${far.port}/raw-call`;

  const figures: Record<'ours' | 'theirs', number[]> = { ours: [], theirs: [] };
  for (let run = 0; run < RUNS; run += 1) {
    // Each has its own host alone in the browser, so that neither pays for the other's video.
    for (const [key, url] of [
      ['ours', ours],
      ['theirs', theirs],
    ] as const) {
      const closeHost = await host(browser, url);
      figures[key].push(await timeLink(browser, url));
      await closeHost();
    }
  }
  rows.push([
    `link to first painted frame, ${delayMs} ms added each way`,
    format(figures.ours),
    format(figures.theirs),
    (median(figures.ours) / median(figures.theirs)).toFixed(2),
    delayMs === 0 ? '≤ 1.3' : '≤ 1.0',
  ]);
  near.close();
  far.close();
}

const clicks: number[] = [];
const loopbacks: number[] = [];
const loopback = await openFresh(browser);
await loopback.goto(`http://localhost:${raw.port}/loopback`);
await loopback.waitForFunction(() => 'measure' in globalThis);
for (let run = 0; run < RUNS; run += 1) {
  loopbacks.push(
    await loopback.evaluate(() => (globalThis as unknown as { measure: () => Promise<number> }).measure()),
  );
  const closeHost = await host(browser, `${server.url}/bench-click?join&name=Host`);
  clicks.push(await timeClick(browser, `${server.url}/bench-click`));
  await closeHost();
}
rows.push([
  'click on Join to first painted frame',
  format(clicks),
  format(loopbacks),
  (median(clicks) / median(loopbacks)).toFixed(2),
  '≤ 1.5',
]);

const closeHost = await host(browser, `${server.url}/bench-traffic?join&name=Host`);
const traffic = await countUntilFirstFrame(browser, `${server.url}/bench-traffic?join&name=Guest`);
await closeHost();

const crowds = await timeCrowds(server.url);
rows.push([
  'five people in one instant until all pictures move',
  format(crowds.ours),
  format(crowds.theirs),
  (median(crowds.ours) / median(crowds.theirs)).toFixed(2),
  '≤ 0.6',
]);

console.log(`medians of ${RUNS}, of five people ${CROWD_RUNS} (least–most)`);
printTable(rows);
console.log(
  `until the first frame: ${traffic.requests} requests (≤ 8), ${(traffic.bytes / 1000).toFixed(1)} kB (≤ 100)`,
);
await browser.close();
raw.close();
await server.kill();
process.exit(0);
