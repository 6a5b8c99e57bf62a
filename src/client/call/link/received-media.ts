import { computed, type ReadonlySignal } from '@preact/signals-core';
import type { ParticipantId } from '../../../shared/protocol.ts';
import type { CallState } from '../room/call-state.ts';
import type { RemoteMedia } from '../ports/links.ts';
import type { ConnectionId } from '../words.ts';

/** What comes from each participant over the connection that their link has now. */
export const receivedMedia = (
  state: ReadonlySignal<CallState>,
  media: ReadonlySignal<ReadonlyMap<ConnectionId, RemoteMedia>>,
): ReadonlySignal<ReadonlyMap<ParticipantId, RemoteMedia>> =>
  computed(
    () =>
      new Map(
        [...state.value.links.values()].flatMap(({ health, participant }) => {
          const remote = health.connection === null ? undefined : media.value.get(health.connection);
          return remote ? [[participant.id, remote] as const] : [];
        }),
      ),
  );
