import { Router } from 'express';

export interface HealthOptions {
  /** What an operator may want to watch; numbers only. */
  readonly facts: () => Record<string, unknown>;
  /** Why no new visitors are to be sent here; null when there is no reason. */
  readonly notReady: () => 'draining' | 'redis' | null;
}

/**
 * `/healthz`: 200 once the process serves; it listens only when everything is built. `/readyz`: 200 when it can take new
 * visitors, for balancers. A process that is not ready is still healthy: its calls go on, and it must not be restarted.
 */
export function createHealth({ facts, notReady }: HealthOptions): Router {
  const router = Router();
  router.get('/healthz', (_request, response) => {
    response.setHeader('Cache-Control', 'no-store');
    response.json({ status: 'ok', ...facts() });
  });
  router.get('/readyz', (_request, response) => {
    const reason = notReady();
    response.setHeader('Cache-Control', 'no-store');
    response.status(reason === null ? 200 : 503).json(reason === null ? { status: 'ready' } : { status: reason });
  });
  return router;
}
