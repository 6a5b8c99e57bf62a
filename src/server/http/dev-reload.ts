import { randomUUID } from 'node:crypto';
import { Router } from 'express';

/** In development: tells the page which start of the server it talks to, so that it reloads after the next one. */
export function createDevReload(): Router {
  const version = randomUUID();
  const router = Router();
  router.get('/api/dev-version', (_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    response.write(`retry: 300\ndata: ${version}\n\n`);
  });
  return router;
}
