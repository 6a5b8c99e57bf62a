import { EventEmitter } from 'node:events';
import type { WebSocket } from 'ws';

/** A receiver that lets this much pile up is not reading: better to cut it than to hold its mail without bound. */
const MAX_UNSENT_BYTES = 1024 * 1024;

/** Whether a socket holds more unsent bytes than it may (rule P15); such a one is cut. */
export function cutIfUnread(socket: WebSocket): boolean {
  const isUnread = socket.bufferedAmount > MAX_UNSENT_BYTES;
  if (isUnread) socket.terminate();
  return isUnread;
}

/** What PeerServer takes for a WebSocket: it listens to `message`, `close` and `error`, and calls `send` and `close`. */
export class PeerFacade extends EventEmitter {
  readonly #socket: WebSocket;
  #hasEnded = false;

  constructor(socket: WebSocket) {
    super();
    this.#socket = socket;
  }

  receive(message: string): void {
    if (!this.#hasEnded) this.emit('message', message);
  }

  /** Once only: PeerServer would take a second `close` for that of the connection which replaced this one. */
  end(): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.emit('close');
  }

  send(data: string): void {
    if (!cutIfUnread(this.#socket)) this.#socket.send(data);
  }

  close(): void {
    this.#socket.close();
  }
}
