import { Router } from 'express';
import { createSecretCheck } from '../tickets/secret-check.ts';

/**
 * `GET /metrics` for those who know the token: `Authorization: Bearer <METRICS_TOKEN>` (RFC 6750).
 *
 * @param read resolves with all figures
 */
export function createMetricsRoute(token: string, contentType: string, read: () => Promise<string>): Router {
  const isAllowed = createSecretCheck(`Bearer ${token}`);
  const router = Router();
  router.get('/metrics', async (request, response) => {
    response.setHeader('Cache-Control', 'no-store');
    if (!isAllowed(request.headers.authorization ?? '')) {
      response.setHeader('WWW-Authenticate', 'Bearer realm="metrics"');
      response.sendStatus(401);
      return;
    }
    response.type(contentType).send(await read());
  });
  return router;
}
