import type { PageData } from '../../shared/page-data.ts';

/**
 * What the server has written into this page. It is taken at its word, for this script comes from the same server; its
 * shape is checked where pages are tested. Checking it here would hold up the first picture.
 */
export const readPageData = (): PageData => JSON.parse(elementById('page-data').textContent) as PageData;

/** Runs `task` once the whole page is there: its script is loaded beside it and may be faster. */
export function whenParsed(task: () => void): void {
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', task, { once: true });
  else task();
}

export function elementById(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no #${id}`);
  return element;
}
