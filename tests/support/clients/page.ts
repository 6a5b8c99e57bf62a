import { parse } from 'valibot';
import { pageDataSchema, type PageData } from '../../../src/shared/page-data.ts';

/** Opens a room's page and reads what it carries, as a browser would. */
export async function openPage(url: string, room: string): Promise<PageData> {
  const response = await fetch(`${url}/${encodeURIComponent(room)}`);
  return readPageData(await response.text());
}

export function readPageData(html: string): PageData {
  const json = /<script type="application\/json" id="page-data">(.*?)<\/script>/s.exec(html)?.[1];
  if (json === undefined) throw new Error('no page data in this page');
  return parse(pageDataSchema, JSON.parse(json));
}
