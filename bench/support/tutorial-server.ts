import { once } from 'node:events';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PeerServer } from 'peer';
import { Server } from 'socket.io';
import { pageScript } from './page-script.ts';

export interface TutorialServer {
  readonly url: string;
  close(): void;
}

/** What the well-known tutorial has its readers run: Socket.IO beside the page, and PeerServer on a port of its own. */
export async function startTutorialServer(): Promise<TutorialServer> {
  const script = await pageScript('tutorial');
  const server = createServer(({ url = '/' }, response) => {
    const isScript = url.startsWith('/tutorial.js');
    response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html');
    response.end(
      isScript
        ? script
        : '<!doctype html><link rel="icon" href="data:,"><body><script type="module" src="/tutorial.js"></script>',
    );
  });
  const io = new Server(server);
  io.on('connection', (socket) => {
    socket.on('join-room', async (room: string, id: string) => {
      await socket.join(room);
      socket.to(room).emit('user-connected', id);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  const peers = await new Promise<HttpServer>((resolve) => {
    PeerServer({ port: 0, host: '127.0.0.1', path: '/' }, (listening) => resolve(listening));
  });
  const portOf = (each: HttpServer): number => (each.address() as AddressInfo).port;
  return {
    url: `http://localhost:${portOf(server)}/?peers=${portOf(peers)}`,
    close() {
      void io.close();
      peers.close();
    },
  };
}
