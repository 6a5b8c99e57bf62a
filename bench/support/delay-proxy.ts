import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface DelayProxy {
  readonly port: number;
  close(): void;
}

/** Passes on what comes, `delayMs` later, in order. */
function pipeLater(from: Socket, to: Socket, delayMs: number): void {
  from.on('data', (chunk) => void setTimeout(() => to.destroyed || to.write(chunk), delayMs));
  from.on('end', () => void setTimeout(() => to.end(), delayMs));
  from.on('error', () => to.destroy());
  from.on('close', () => void setTimeout(() => to.destroy(), delayMs));
}

/** A TCP proxy that adds a one-way delay in each direction: a server that is far away. */
export async function startDelayProxy(targetPort: number, delayMs: number): Promise<DelayProxy> {
  const server = createServer((client) => {
    const upstream = connect(targetPort, '127.0.0.1');
    for (const socket of [client, upstream]) socket.setNoDelay(true);
    pipeLater(client, upstream, delayMs);
    pipeLater(upstream, client, delayMs);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, close: () => server.close() };
}
