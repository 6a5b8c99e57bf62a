import type { Page } from '@playwright/test';
import { pageScript } from './page-script.ts';

const script = await pageScript('first-frame');

export const watchFirstFrame = async (page: Page): Promise<void> => {
  await page.addInitScript({ content: `{${script}}` });
};

/** Milliseconds since the page's navigation. */
export async function firstFrameAt(page: Page): Promise<{ at: number; clickedAt: number }> {
  await page.waitForFunction(() => 'firstFrameAt' in globalThis, null, { polling: 50, timeout: 120_000 });
  return page.evaluate(() => {
    const noted = globalThis as unknown as { firstFrameAt: number; clickedAt?: number };
    return { at: noted.firstFrameAt, clickedAt: noted.clickedAt ?? 0 };
  });
}
