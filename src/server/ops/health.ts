import { Router } from 'express';

/** 200 once the process serves: it listens only when everything is built. */
export function createHealth(): Router {
  const router = Router();
  router.get('/healthz', (_request, response) => {
    response.setHeader('Cache-Control', 'no-store');
    response.json({ status: 'ok' });
  });
  return router;
}
