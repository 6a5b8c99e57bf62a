import type { WebSocket } from 'ws';

export interface Reading {
  /** Reads nothing from the network for a while, or until `wake`. */
  rest(forMs: number): void;
  wake(): void;
}

/**
 * Hands on the messages of a WebSocket, each in its turn. While one waits, nothing more is read from the network: what a
 * flood sends stays with its sender.
 * @param inTurn runs tasks in order, at once or later
 */
export function readInTurns(
  socket: WebSocket,
  inTurn: (task: () => void) => void,
  receive: (message: string) => void,
): Reading {
  let waiting = 0;
  let resting: NodeJS.Timeout | null = null;

  const readOn = (): void => {
    if (waiting === 0 && resting === null && socket.isPaused) socket.resume();
  };

  socket.on('message', (data, isBinary) => {
    waiting += 1;
    inTurn(() => {
      waiting -= 1;
      readOn();
      receive(isBinary ? '' : (data as Buffer).toString());
    });
    if (waiting > 0) socket.pause();
  });

  function wake(): void {
    if (resting === null) return;
    clearTimeout(resting);
    resting = null;
    readOn();
  }

  socket.on('close', () => resting !== null && clearTimeout(resting));

  return {
    rest(forMs) {
      if (resting !== null) return;
      socket.pause();
      resting = setTimeout(wake, forMs);
    },
    wake,
  };
}
