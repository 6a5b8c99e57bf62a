import type { ParticipantId } from '../../../shared/protocol.ts';
import { linkOf, type CallState } from '../room/call-state.ts';
import { createListeners } from '../listeners.ts';
import type { ConnectionId } from '../words.ts';

/**
 * Bytes in bulk between participants, over whichever connection of their link is the present one. Frames arrive whole
 * and in order as long as that connection lasts; what was on its way when it was replaced is lost, and the
 * sender has to find out from the receiver where to go on.
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
  const bytesArrived = createListeners<{ from: ParticipantId; bytes: ArrayBuffer }>();
  const becameWritable = createListeners<ParticipantId>();
  const ownerOf = (connection: ConnectionId): ParticipantId | undefined => linkOf(state(), connection)?.participant.id;

  return {
    send(to, frame) {
      const connection = currentTo(to);
      return connection !== null && sendBytes(connection, frame);
    },
    listen(listener) {
      const stops = [
        bytesArrived.add(({ from, bytes }) => listener.onBytes(from, bytes)),
        becameWritable.add((to) => listener.onWritable(to)),
      ];
      return () => stops.forEach((stop) => stop());
    },
    onBytes(connection, bytes) {
      const from = ownerOf(connection);
      if (from !== undefined) bytesArrived.tell({ from, bytes });
    },
    onWritable(connection) {
      const to = ownerOf(connection);
      if (to !== undefined) becameWritable.tell(to);
    },
  };
}
