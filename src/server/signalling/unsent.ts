import type { Socket } from 'socket.io';
import type { WebSocket } from 'ws';

/** Engine.IO's, under a Socket.IO socket. */
export type EngineConnection = Socket['conn'];

/**
 * Socket.IO has no back-pressure: what a client does not read piles up in this process. A connection with too many
 * unsent bytes is cut (rule G14); an honest page connects anew and reads the roster.
 */

const MAX_UNSENT_BYTES = 1024 * 1024;

/** While more than this is unsent in all, a connection may have only `MAX_UNSENT_UNDER_PRESSURE_BYTES`. */
const MAX_UNSENT_IN_ALL_BYTES = 32 * 1024 * 1024;
const MAX_UNSENT_UNDER_PRESSURE_BYTES = 16 * 1024;

/** What we rely on of Engine.IO's transport: over a WebSocket it has the `ws` that carries it. */
type Transport = { readonly socket?: WebSocket; readonly writable: boolean };

const transportOf = (connection: EngineConnection): Transport => connection.transport;

/** Ends a connection at once, and throws away what was not sent. */
export function cut(connection: EngineConnection): void {
  const { socket } = transportOf(connection);
  connection.close(true);
  socket?.terminate();
}

/** How long a client has to answer the closing of its WebSocket. */
const CLOSING_MS = 1000;

/** Ends a connection after what it was sent last. */
export function end(connection: EngineConnection): void {
  const { socket } = transportOf(connection);
  connection.close();
  if (socket) setTimeout(() => socket.terminate(), CLOSING_MS).unref();
}

export function createUnsentWatch(): (connection: EngineConnection) => void {
  const counted = new Map<EngineConnection, { bytes: number; measure: () => number }>();
  let total = 0;

  function count(connection: EngineConnection, measure: () => number): number {
    const bytes = measure();
    total += bytes - (counted.get(connection)?.bytes ?? 0);
    if (bytes > 0) counted.set(connection, { bytes, measure });
    else counted.delete(connection);
    return bytes;
  }

  /** What was counted may have been sent meanwhile. */
  function isUnderPressure(): boolean {
    if (total <= MAX_UNSENT_IN_ALL_BYTES) return false;
    for (const [connection, { measure }] of counted) count(connection, measure);
    return total > MAX_UNSENT_IN_ALL_BYTES;
  }

  return (connection) => {
    /** Bytes that Engine.IO still holds, and those of the last poll's answer. */
    let queued = 0;
    let answered = 0;
    const measure = (): number => {
      const { socket, writable } = transportOf(connection);
      return queued + (socket ? socket.bufferedAmount : writable ? 0 : answered);
    };
    connection.on('flush', () => {
      answered = queued;
      queued = 0;
    });
    connection.on('packetCreate', ({ data }: { data?: unknown }) => {
      queued += typeof data === 'string' ? Buffer.byteLength(data) : 0;
      const bytes = count(connection, measure);
      const isTooMuch = bytes > MAX_UNSENT_BYTES || (bytes > MAX_UNSENT_UNDER_PRESSURE_BYTES && isUnderPressure());
      // Not at once: Engine.IO is about to put the packet into the queue.
      if (isTooMuch) process.nextTick(() => cut(connection));
    });
    connection.on('close', () => count(connection, () => 0));
  };
}
