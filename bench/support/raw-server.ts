import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { pageScript } from './page-script.ts';

export interface RawServer {
  readonly port: number;
  close(): void;
}

/** Serves the baseline pages: `/raw-call` with its signalling, `/loopback` without any. */
export async function startRawServer(): Promise<RawServer> {
  const scripts = new Map<string, string>(
    await Promise.all(['raw-call', 'loopback'].map(async (name) => [`/${name}.js`, await pageScript(name)] as const)),
  );
  const server = createServer(({ url = '/' }, response) => {
    const path = new URL(url, 'http://x').pathname;
    const script = scripts.get(path);
    response.setHeader('Content-Type', script === undefined ? 'text/html' : 'text/javascript');
    response.end(
      script ?? `<!doctype html><link rel="icon" href="data:,"><script type="module" src="${path}.js"></script>`,
    );
  });

  const io = new Server(server);
  io.on('connection', (socket) => {
    socket.on('join', async (ack: (ids: string[]) => void) => {
      const others = await io.in('room').fetchSockets();
      await socket.join('room');
      ack(others.map(({ id }) => id));
    });
    socket.on('signal', ({ to, ...signal }: { to: string }) =>
      io.to(to).emit('signal', { from: socket.id, ...signal }),
    );
  });

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, close: () => void io.close() };
}
