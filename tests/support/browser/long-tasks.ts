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

/**
 * How many times longer than undisturbed a task of this page may take now, because other processes use the processor: the
 * longest of some equal tasks beside the shortest.
 */
export const slowdown = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const work = (): number => {
      const since = performance.now();
      let sum = 0;
      for (let index = 0; index < 3_000_000; index += 1) sum += Math.sqrt(index);
      // The sum is used, or the browser might leave the loop out. It is never negative.
      return performance.now() - since + Math.min(0, sum);
    };
    const times: number[] = [];
    for (let round = 0; round < 40; round += 1) {
      const timeMs = work();
      // The first ones run before the browser has compiled the loop.
      if (round >= 5) times.push(timeMs);
      await new Promise((resolve) => setTimeout(resolve));
    }
    return Math.max(...times) / Math.min(...times);
  });
