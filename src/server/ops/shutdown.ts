import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Ends an HTTP server without breaking off what it is doing (rule G16). */
export interface Shutdown {
  /**
   * Takes no new connections, ends those on which nothing is under way, and waits for the requests that are. Resolves at
   * once when there are none, and after `DEADLINE_MS` at the latest. The sockets of both protocols are to be closed before.
   */
  drain(): Promise<void>;
}

/** Platforms kill a process 10 to 30 s after they asked it to end. */
const DEADLINE_MS = 10_000;

/** How long the last bytes of a WebSocket, its close frame, may take. */
const FAREWELL_MS = 500;

/** To be called before the server listens: it has to see every connection. */
export function createShutdown(server: Server): Shutdown {
  const connections = new Set<Socket>();
  const underWay = new Set<ServerResponse>();
  let whenIdle: (() => void) | null = null;

  server.on('connection', (socket: Socket) => {
    connections.add(socket);
    socket.on('close', () => connections.delete(socket));
  });
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    // An event stream, as in development, ends with its server.
    if (request.headers.accept === 'text/event-stream') return;
    underWay.add(response);
    response.on('close', () => {
      underWay.delete(response);
      if (underWay.size === 0) whenIdle?.();
    });
  });

  const untilIdle = (): Promise<void> =>
    new Promise((resolve) => {
      whenIdle = resolve;
      if (underWay.size === 0) resolve();
      setTimeout(resolve, DEADLINE_MS).unref();
    });

  /** Sends what is left to be sent, and ends all connections; those that do not take it in time are cut. */
  const untilClosed = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(() => {
        for (const socket of connections) socket.destroy();
      }, FAREWELL_MS);
      server.close(() => {
        clearTimeout(timer);
        resolve();
      });
      for (const socket of connections) socket.destroySoon();
    });

  return {
    async drain() {
      // Stops listening now; `untilClosed` asks again for when the last connection has ended.
      server.close();
      await untilIdle();
      await untilClosed();
    },
  };
}
