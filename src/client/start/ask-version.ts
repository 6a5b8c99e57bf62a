import * as v from 'valibot';
import type { PageData } from '../../shared/page-data.ts';
import { pathTo } from '../browser/path-to.ts';

/** A request over a network that is gone meanwhile would never end. */
const TIMEOUT_MS = 5000;

/** Which protocol the server speaks now. */
export async function askVersion(page: Pick<PageData, 'basePath'>): Promise<number> {
  const response = await fetch(pathTo(page, '/api/version'), { signal: AbortSignal.timeout(TIMEOUT_MS) });
  return v.parse(v.object({ protocolVersion: v.number() }), await response.json()).protocolVersion;
}
