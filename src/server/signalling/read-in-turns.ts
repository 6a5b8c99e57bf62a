import type { WebSocket } from 'ws';

/**
 * Hands on the messages of a WebSocket, each in its turn. While one waits, nothing more is read from the network: what a
 * flood sends stays with its sender.
 * @param inTurn runs tasks in order, at once or later
 */
export function readInTurns(
  socket: WebSocket,
  inTurn: (task: () => void) => void,
  receive: (message: string) => void,
): void {
  let waiting = 0;
  socket.on('message', (data, isBinary) => {
    waiting += 1;
    inTurn(() => {
      waiting -= 1;
      if (waiting === 0 && socket.isPaused) socket.resume();
      receive(isBinary ? '' : (data as Buffer).toString());
    });
    if (waiting > 0) socket.pause();
  });
}
