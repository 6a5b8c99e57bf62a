import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { ExpressPeerServer } from 'peer';
import { pageScript } from './page-script.ts';

export interface UnmanagedServer {
  readonly url: string;
  close(): void;
}

/** A stock PeerServer, and the page of a mesh that nobody manages. */
export async function startUnmanagedServer(): Promise<UnmanagedServer> {
  const script = await pageScript('unmanaged-mesh');
  const app = express();
  const server = createServer(app);
  app.use('/peerjs', ExpressPeerServer(server, { path: '/' }));
  app.get('/mesh.js', (_request, response) => void response.type('js').send(script));
  app.get('/', (_request, response) => {
    response.send('<!doctype html><link rel="icon" href="data:,"><body><script type="module" src="mesh.js"></script>');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    close: () => server.closeAllConnections(),
  };
}
