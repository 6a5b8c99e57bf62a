import type { Page } from '@playwright/test';

interface Watched {
  longestTaskMs: number;
  longTasks: PerformanceObserver;
}

/** From now on notes the longest time in which the page could do nothing else. */
export const watchTasks = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const watched = globalThis as unknown as Watched;
    watched.longestTaskMs = 0;
    watched.longTasks = new PerformanceObserver((list) => {
      watched.longestTaskMs = Math.max(watched.longestTaskMs, ...list.getEntries().map(({ duration }) => duration));
    });
    // Tasks of 50 ms and more: https://www.w3.org/TR/longtasks-1/
    watched.longTasks.observe({ type: 'longtask' });
  });

export const longestTaskMs = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const { longTasks, longestTaskMs: longest } = globalThis as unknown as Watched;
    return Math.max(longest, ...longTasks.takeRecords().map(({ duration }) => duration));
  });
