import { Router, type RequestHandler } from 'express';
import sirv from 'sirv';
import { dropDocumentHeaders } from './security.ts';

const YEAR_S = 365 * 24 * 60 * 60;
const DAY_S = 24 * 60 * 60;

export interface StaticFilesOptions {
  /** What the build made, compressed ahead of time; each name changes with its content. */
  readonly assets: string;
  readonly icons: string;
  readonly limited: RequestHandler;
}

export function createStaticFiles({ assets, icons, limited }: StaticFilesOptions): Router {
  const router = Router();
  router.use(['/assets', '/icons'], limited);
  const compressed = { brotli: true, gzip: true };
  router.use(
    '/assets',
    sirv(assets, { ...compressed, immutable: true, maxAge: YEAR_S, setHeaders: dropDocumentHeaders }),
  );
  router.use('/icons', sirv(icons, { maxAge: DAY_S }));
  return router;
}
