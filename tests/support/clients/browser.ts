import type { PageData } from '../../../src/shared/page-data.ts';
import { readPageData } from './page.ts';

/** A browser that keeps the cookies of a site: its pages are known to come from one browser. */
export interface FakeBrowser {
  /** Opens a room's page, as in a new tab. */
  open(url: string, room: string): Promise<PageData>;
  /** What it sends with each request. */
  cookie(): string;
}

export function createBrowser(): FakeBrowser {
  const cookies = new Map<string, string>();
  const cookie = (): string => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');

  return {
    cookie,
    async open(url, room) {
      const response = await fetch(`${url}/${encodeURIComponent(room)}`, { headers: { cookie: cookie() } });
      for (const line of response.headers.getSetCookie()) {
        const [pair = ''] = line.split(';');
        cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
      }
      return readPageData(await response.text());
    },
  };
}
