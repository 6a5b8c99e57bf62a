import * as v from 'valibot';
import { admissionSchema, type Admission, type PageData } from '../../shared/page-data.ts';
import { pathTo } from '../browser/path-to.ts';

/** A request over a network that is gone meanwhile would never end. */
const TIMEOUT_MS = 5000;

/** Asks for the same participant's admission again. Rejects when the server cannot be reached or refuses. */
export async function requestAdmission(
  page: Pick<PageData, 'roomId' | 'basePath'>,
  resumeKey: string,
): Promise<Admission> {
  const response = await fetch(pathTo(page, `/api/rooms/${encodeURIComponent(page.roomId)}/ticket`), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ resumeKey }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  return v.parse(admissionSchema, await response.json());
}
