import { Router } from 'express';

/**
 * 200 once the process serves: it listens only when everything is built.
 * @param facts what an operator may want to watch; numbers only.
 */
export function createHealth(facts: () => Record<string, unknown>): Router {
  const router = Router();
  router.get('/healthz', (_request, response) => {
    response.setHeader('Cache-Control', 'no-store');
    response.json({ status: 'ok', ...facts() });
  });
  return router;
}
