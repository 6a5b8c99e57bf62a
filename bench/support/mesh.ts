import { setTimeout } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { DRAW_NOTHING, launchMeshBrowser, type MeshBrowser } from './mesh-browser.ts';
import { deliveredBetween, takeSample, type Delivered } from './mesh-sample.ts';

/** A mesh whose first participant is measured, in a browser of their own. */
export interface Mesh {
  readonly measured: Page;
  readonly browser: MeshBrowser;
  close(): Promise<void>;
}

export interface Outcome {
  readonly cpuSeconds: number;
  readonly bytesSent: number;
  readonly delivered: readonly Delivered[];
  readonly limitations: readonly string[];
}

/** How a mesh of one kind comes about: first the one who is measured, then the others, by their numbers from 1. */
export interface MeshKind {
  openMeasured(browser: MeshBrowser): Promise<Page>;
  openOthers(browser: MeshBrowser, numbers: readonly number[]): Promise<void>;
}

export const VIEWPORT = { width: 1024, height: 640 };

/** Until the browsers have found their bit rates and stopped changing sizes. */
export const SETTLE_MS = 20_000;

/** Eight browsers that start on two cores take their time. */
const PATIENCE_MS = 120_000;

/**
 * @param from how many others everybody should have a picture of
 * @throws when somebody still lacks one; says who lacks how many
 */
export async function untilAllHaveVideo(pages: readonly Page[], from: number): Promise<void> {
  const start = performance.now();
  for (;;) {
    const samples = await Promise.all(pages.map(takeSample));
    const missing = samples.flatMap(({ received }, index) => {
      const lacks = from - received.filter(({ frames }) => frames > 0).length;
      return lacks > 0 ? [`P${index} lacks ${lacks}`] : [];
    });
    if (missing.length === 0) return;
    if (performance.now() - start > PATIENCE_MS) throw new Error(`no video: ${missing.join(', ')}`);
    await setTimeout(500);
  }
}

/**
 * The others send to the one who is measured and look at them, but not at each other, so that one machine does not do
 * everybody's work. One of the others speaks, all the time.
 */
export async function createMesh(count: number, kind: MeshKind): Promise<Mesh> {
  const browser = await launchMeshBrowser({ isSpeaking: false });
  const speaking = await launchMeshBrowser({ isSpeaking: true });
  const silent = await launchMeshBrowser({ isSpeaking: false });
  const measured = await kind.openMeasured(browser);
  const [speaker, ...listeners] = Array.from({ length: count - 1 }, (_, index) => index + 1);
  if (speaker !== undefined) await kind.openOthers(speaking, [speaker]);
  if (listeners.length > 0) await kind.openOthers(silent, listeners);
  await untilAllHaveVideo([measured], count - 1);
  // On a machine that is too small for all of them it is the others who get less.
  for (const other of [speaking, silent]) other.yieldToOthers();
  await setTimeout(SETTLE_MS);
  return {
    measured,
    browser,
    async close() {
      await Promise.all([browser, speaking, silent].map((each) => each.close()));
    },
  };
}

export async function measure({ measured, browser }: Mesh, windowMs: number): Promise<Outcome> {
  const [before, cpuBefore] = [await takeSample(measured), browser.cpuSeconds()];
  await setTimeout(windowMs);
  const [cpuAfter, after] = [browser.cpuSeconds(), await takeSample(measured)];
  return {
    cpuSeconds: cpuAfter - cpuBefore,
    bytesSent: after.bytesSent - before.bytesSent,
    delivered: deliveredBetween(before, after),
    limitations: after.limitations,
  };
}

/** Whoever is not measured shows the one who is, and nobody else: the others then send them nothing. */
const showOnly = (participant: string): string => `
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('.tile:not([data-self]):not([data-participant="${participant}"]) { display: none }');
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];`;

/** @param options of the link of the one who is measured, as in `&mic=off` */
export function madangMesh(url: string, room: string, options = ''): MeshKind {
  let measured = '';
  const join = (browser: MeshBrowser, number: number, scripts: readonly string[] = []): Promise<Page> =>
    browser.open(`${url}/${room}?join&name=P${number}${number === 0 ? options : ''}`, { viewport: VIEWPORT, scripts });

  return {
    async openMeasured(browser) {
      const page = await join(browser, 0);
      const self = page.locator('[data-testid=tile][data-self]');
      measured = (await self.getAttribute('data-participant')) ?? '';
      return page;
    },
    async openOthers(browser, numbers) {
      for (const number of numbers) await join(browser, number, [DRAW_NOTHING, showOnly(measured)]);
    },
  };
}

export function unmanagedMesh(url: string, count: number): MeshKind {
  async function join(browser: MeshBrowser, numbers: readonly number[], call: string, scripts: readonly string[] = []) {
    const me = numbers.map((number) => `p${number}`).join();
    const query = new URLSearchParams({ me, call, count: String(count) });
    const page = await browser.open(`${url}/?${query.toString()}`, { viewport: VIEWPORT, scripts });
    await page.waitForFunction('document.title === "open"');
    return page;
  }

  return {
    openMeasured: (browser) => join(browser, [0], ''),
    // On one page, with one camera for all: they take so much that on a small machine little would be left for the
    // one who is measured, who would then seem to need little.
    async openOthers(browser, numbers) {
      await join(browser, numbers, 'p0', [DRAW_NOTHING]);
    },
  };
}
