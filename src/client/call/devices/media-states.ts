import { signal, type ReadonlySignal } from '@preact/signals-core';
import type { ParticipantId } from '../../../shared/protocol.ts';
import type { CallState } from '../room/call-state.ts';
import type { Messages } from '../messages/conversations.ts';
import type { Lifetime } from '../lifetime.ts';
import type { MediaState } from '../messages/link-message.ts';
import type { LocalMedia } from '../ports/local-media.ts';

/** Whether the others' microphones and cameras are on, as they say themselves; tells them the same of ours. */
export function shareMediaStates({
  messages,
  media,
  state,
  lifetime: { effect },
}: {
  messages: Messages;
  media: Pick<LocalMedia, 'microphone' | 'camera'>;
  state: ReadonlySignal<CallState>;
  lifetime: Pick<Lifetime, 'effect'>;
}): ReadonlySignal<ReadonlyMap<ParticipantId, MediaState>> {
  const mediaStates = signal<ReadonlyMap<ParticipantId, MediaState>>(new Map());
  const own = () =>
    ({
      type: 'media-state',
      microphone: media.microphone.value.status === 'on',
      camera: media.camera.value.status === 'on',
    }) as const;

  messages.greet(() => [own()]);
  messages.on('media-state', (from, message) => {
    mediaStates.value = new Map(mediaStates.peek()).set(from, message);
  });
  effect(() => messages.sendToAll(own()));
  effect(() => {
    const { links } = state.value;
    const known = mediaStates.peek();
    const kept = new Map([...known].filter(([id]) => links.has(id)));
    if (kept.size < known.size) mediaStates.value = kept;
  });
  return mediaStates;
}
