import { readFile } from 'node:fs/promises';
import type { CDPSession, Page } from '@playwright/test';

export interface Memory {
  /** Of all processes of the browser together, shared pages counted in each. */
  readonly rssBytes: number;
  readonly heapBytes: number;
}

const EVERY_MS = 500;

export async function rssOf(pid: number): Promise<number> {
  // A process may have ended since it was listed.
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024;
}

async function measure(page: Page, browser: CDPSession): Promise<Memory> {
  const { processInfo } = await browser.send('SystemInfo.getProcessInfo');
  const sizes = await Promise.all(processInfo.map(({ id }) => rssOf(id)));
  const heapBytes = await page.evaluate(
    () => (performance as unknown as { memory: { usedJSHeapSize: number } }).memory.usedJSHeapSize,
  );
  return { rssBytes: sizes.reduce((sum, size) => sum + size, 0), heapBytes };
}

/** Looks at a browser's memory until it is stopped; `page` is its page. */
export async function watchMemory(page: Page): Promise<{ stop(): Promise<{ start: Memory; most: Memory }> }> {
  const browser = page.context().browser();
  if (!browser) throw new Error('the page has no browser of its own');
  const session = await browser.newBrowserCDPSession();
  const start = await measure(page, session);
  const samples = [start];
  const over = new AbortController();
  const watching = (async () => {
    while (!over.signal.aborted) {
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
      samples.push(await measure(page, session));
    }
  })();
  return {
    async stop() {
      over.abort();
      await watching;
      const most = (of: (memory: Memory) => number): number => Math.max(...samples.map(of));
      return {
        start,
        most: { rssBytes: most(({ rssBytes }) => rssBytes), heapBytes: most(({ heapBytes }) => heapBytes) },
      };
    },
  };
}
