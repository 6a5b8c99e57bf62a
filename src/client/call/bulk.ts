import type { ParticipantId } from '../../shared/protocol.ts';
import { linkOf, type CallState } from './call-state.ts';
import type { ConnectionId } from './link-health.ts';

/**
 * Bytes in bulk between participants, over whichever connection of their link is the present one. Frames arrive whole
 * and in order as long as that connection lasts; what was on its way when it was replaced is lost, and whoever sends
 * has to find out from the other side where to go on.
 */
export interface Bulk {
  /** False when it has to wait for `onWritable`. */
  send(to: ParticipantId, frame: Uint8Array<ArrayBuffer>): boolean;
  /** Returns what ends the listening. */
  listen(listener: BulkListener): () => void;
}

export interface BulkListener {
  onBytes(from: ParticipantId, bytes: ArrayBuffer): void;
  onWritable(to: ParticipantId): void;
}

interface BulkOptions {
  readonly state: () => CallState;
  readonly currentTo: (id: ParticipantId) => ConnectionId | null;
  readonly sendBytes: (connection: ConnectionId, frame: Uint8Array<ArrayBuffer>) => boolean;
}

export interface BulkOfCall extends Bulk {
  onBytes(connection: ConnectionId, bytes: ArrayBuffer): void;
  onWritable(connection: ConnectionId): void;
}

export function createBulk({ state, currentTo, sendBytes }: BulkOptions): BulkOfCall {
  const listeners = new Set<BulkListener>();
  const ownerOf = (connection: ConnectionId): ParticipantId | undefined => linkOf(state(), connection)?.participant.id;

  return {
    send(to, frame) {
      const connection = currentTo(to);
      return connection !== null && sendBytes(connection, frame);
    },
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    onBytes(connection, bytes) {
      const from = ownerOf(connection);
      if (from !== undefined) listeners.forEach((listener) => listener.onBytes(from, bytes));
    },
    onWritable(connection) {
      const to = ownerOf(connection);
      if (to !== undefined) listeners.forEach((listener) => listener.onWritable(to));
    },
  };
}
