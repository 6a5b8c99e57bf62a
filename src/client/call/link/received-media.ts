import { computed, signal, type ReadonlySignal } from '@preact/signals-core';
import type { ParticipantId } from '../../../shared/protocol.ts';
import type { CallState } from '../room/call-state.ts';
import type { RemoteMedia } from '../ports/links.ts';
import type { ConnectionId } from '../words.ts';

/** What is received over each connection, until it is closed. */
export interface ReceivedMedia {
  readonly ofConnections: ReadonlySignal<ReadonlyMap<ConnectionId, RemoteMedia>>;
  /** Over the connection that the link with each participant has now. */
  readonly ofParticipants: ReadonlySignal<ReadonlyMap<ParticipantId, RemoteMedia>>;
  onMedia(connection: ConnectionId, media: RemoteMedia): void;
  onClosed(connection: ConnectionId): void;
}

export function createReceivedMedia(state: ReadonlySignal<CallState>): ReceivedMedia {
  const ofConnections = signal<ReadonlyMap<ConnectionId, RemoteMedia>>(new Map());
  return {
    ofConnections,
    ofParticipants: computed(
      () =>
        new Map(
          [...state.value.links.values()].flatMap(({ health, participant }) => {
            const remote = health.connection === null ? undefined : ofConnections.value.get(health.connection);
            return remote ? [[participant.id, remote] as const] : [];
          }),
        ),
    ),
    onMedia(connection, media) {
      ofConnections.value = new Map(ofConnections.peek()).set(connection, media);
    },
    onClosed(connection) {
      const next = new Map(ofConnections.peek());
      if (next.delete(connection)) ofConnections.value = next;
    },
  };
}
