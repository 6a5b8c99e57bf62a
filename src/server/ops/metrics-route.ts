import { createHash, timingSafeEqual } from 'node:crypto';
import { Router } from 'express';
import type { Metrics } from './metrics.ts';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** `GET /metrics` for those who know the token: `Authorization: Bearer <METRICS_TOKEN>` (RFC 6750). */
export function createMetricsRoute(metrics: Pick<Metrics, 'read' | 'contentType'>, token: string): Router {
  const expected = digest(`Bearer ${token}`);
  const router = Router();
  router.get('/metrics', async (request, response) => {
    response.setHeader('Cache-Control', 'no-store');
    if (!timingSafeEqual(digest(request.headers.authorization ?? ''), expected)) {
      response.setHeader('WWW-Authenticate', 'Bearer realm="metrics"');
      response.sendStatus(401);
      return;
    }
    const text = await metrics.read();
    response.type(metrics.contentType).send(text);
  });
  return router;
}
