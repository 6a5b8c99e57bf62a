import { chromium } from '@playwright/test';
import { chromiumPath, CHROMIUM_ARGS } from '../../tests/support/browser/browsers.ts';
import { pageScript } from './page-script.ts';

/** Cameras as people have them: the fake one delivers 20 frames a second unless it is told. */
const CAMERA = ['--use-fake-device-for-media-stream=fps=30', '--use-fake-ui-for-media-stream'];
/** Most machines need ten seconds; one that others keep busy takes many times as long. */
const TIMEOUT_MS = 240_000;

const script = await pageScript('moving-pictures');

/**
 * How long it takes until the pictures of everybody move on every page, when all open the room in one instant. In a
 * browser of their own, for what one run leaves behind would be in the next.
 */
export async function timeCrowd(urls: readonly string[]): Promise<number> {
  const browser = await chromium.launch({ ...chromiumPath(), args: [...CHROMIUM_ARGS, ...CAMERA] });
  const pages = await Promise.all(
    urls.map(async () => {
      const context = await browser.newContext({ viewport: { width: 640, height: 480 } });
      const page = await context.newPage();
      await page.addInitScript({ content: `globalThis.others = ${urls.length - 1};{${script}}` });
      return page;
    }),
  );
  const openedAt = Date.now();
  await Promise.all(pages.map((page, index) => page.goto(urls[index] ?? '', { waitUntil: 'commit' })));
  const movingAt = await Promise.all(
    pages.map(async (page) => {
      const all = await page.waitForFunction(() => (globalThis as { allMovingAt?: number }).allMovingAt, null, {
        polling: 100,
        timeout: TIMEOUT_MS,
      });
      return Number(await all.jsonValue());
    }),
  );
  await browser.close();
  return Math.max(...movingAt) - openedAt;
}
