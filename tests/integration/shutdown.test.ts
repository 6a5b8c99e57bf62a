import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startApp, type RunningApp } from '../support/app.ts';
import { connectPeer } from '../support/clients/peer-client.ts';
import { connectRoom } from '../support/clients/room-client.ts';
import { openPage } from '../support/clients/page.ts';

/** What "at once" may take on a busy machine; far below the 10 s of the deadline. */
const AT_ONCE_MS = 4000;

describe('a server that is told to end', () => {
  let app: RunningApp;
  let sockets: Socket[] = [];
  beforeEach(async () => {
    app = await startApp();
  });
  afterEach(async () => {
    for (const socket of sockets) socket.destroy();
    sockets = [];
    await app.close();
  });

  async function openRaw(text: string): Promise<{ socket: Socket; received: () => string }> {
    const socket = connect({ port: Number(new URL(app.url).port), host: '127.0.0.1', allowHalfOpen: true });
    sockets.push(socket);
    let received = '';
    socket.on('error', () => undefined);
    socket.on('data', (data) => (received += data.toString()));
    await once(socket, 'connect');
    socket.write(text);
    return { socket, received: () => received };
  }

  async function closeMs(): Promise<number> {
    const before = performance.now();
    await app.close();
    return performance.now() - before;
  }

  test('G16: ends at once when nothing is under way, with people in rooms and connections kept alive', async () => {
    const client = await connectRoom(app.url, 'red');
    await client.join('Alice');
    const peer = await connectPeer(app.wsUrl, client.page.identity);
    await openRaw('GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n');
    await openRaw('GET /half HTTP/1.1\r\nHost:');
    await openPage(app.url, 'red');
    const disconnected = once(client.socket as never, 'disconnect');

    expect(await closeMs()).toBeLessThan(AT_ONCE_MS);
    await disconnected;
    expect(await peer.closed).toBe(1012);
  });

  test('G16: ends at once however a refused upgrade lingers', async () => {
    const { socket, received } = await openRaw(
      'GET /nothing HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
    );
    await once(socket, 'data');
    expect(received()).toContain('404');

    expect(await closeMs()).toBeLessThan(AT_ONCE_MS);
  });

  test('G16: a request under way is answered, and the server ends then', async () => {
    const body = JSON.stringify({ resumeKey: 'x'.repeat(32) });
    const { socket, received } = await openRaw(
      `POST /api/rooms/red/ticket HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`,
    );
    await openPage(app.url, 'red');
    const closing = closeMs();
    let hasClosed = false;
    void closing.then(() => (hasClosed = true));
    await expect(openPage(app.url, 'red')).rejects.toThrow();
    expect(hasClosed).toBe(false);

    socket.write(body);
    await once(socket, 'end');
    expect(received()).toContain('200 OK');
    expect(received()).toContain('participantId');
    expect(await closing).toBeLessThan(10_000);
  });

  test('G16: a request that does not end holds the server up for 10 s', async () => {
    await openRaw(
      'POST /api/rooms/red/ticket HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: 9\r\n\r\n',
    );
    await openPage(app.url, 'red');

    const ms = await closeMs();
    expect(ms).toBeGreaterThan(9000);
    expect(ms).toBeLessThan(14_000);
  });
});
