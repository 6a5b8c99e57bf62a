import type { ConnectionId } from '../words.ts';

/** How long media may take to flow after a connection says that it is back. */
const PATIENCE_MS = 3000;

export interface MediaCheckOptions {
  readonly packetsReceived: (connection: ConnectionId) => Promise<number>;
  readonly schedule: (task: () => void, afterMs: number) => () => void;
  /** Whether the other side sends anything, as far as we know. */
  readonly isExpected: (connection: ConnectionId) => boolean;
  readonly onSilent: (connection: ConnectionId) => void;
}

/**
 * After a connection was mended, sees whether media came back with it. In Firefox an ICE restart that comes too late
 * reports success and leaves audio and video dead; only a fresh call helps then.
 */
export const createMediaCheck =
  ({ packetsReceived, schedule, isExpected, onSilent }: MediaCheckOptions) =>
  (connection: ConnectionId): void => {
    // A connection that is closed meanwhile has nothing to tell.
    const ignore = (): void => undefined;
    packetsReceived(connection).then((before) => {
      schedule(() => {
        if (!isExpected(connection)) return;
        packetsReceived(connection).then((after) => {
          if (after === before && isExpected(connection)) onSilent(connection);
        }, ignore);
      }, PATIENCE_MS);
    }, ignore);
  };
