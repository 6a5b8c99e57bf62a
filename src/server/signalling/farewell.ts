import type { Socket } from 'socket.io';

/** "Going away", https://www.rfc-editor.org/rfc/rfc6455#section-7.4.1 */
const GOING_AWAY = 1001;

/** What we rely on of Engine.IO's transport: over a WebSocket it has the `ws` that carries it. */
interface Transport {
  readonly socket?: {
    prependOnceListener?(event: 'close', listener: (code: number, reason: Buffer) => void): void;
  };
}

/**
 * Calls back, before Socket.IO hears of the end, when the page itself is gone: closed, reloaded or crashed. Browsers
 * then close its WebSockets with 1001 and no reason, also where no script of the page gets to run any more (seen in
 * Chromium and Firefox). A network that fails closes nothing, and proxies that restart give a reason.
 */
export function onPageGone({ conn }: Pick<Socket, 'conn'>, callBack: () => void): void {
  const listen = (transport: unknown): void =>
    (transport as Transport).socket?.prependOnceListener?.('close', (code, reason) => {
      if (code === GOING_AWAY && reason.length === 0) callBack();
    });
  listen(conn.transport);
  conn.once('upgrade', listen);
}
