import * as v from 'valibot';
import type { ReadonlySignal } from '@preact/signals-core';
import type { ParticipantId } from '../../../shared/protocol.ts';
import type { CallState } from '../room/call-state.ts';
import type { Messages } from '../messages/channels.ts';
import { createPerParticipant } from '../messages/per-participant.ts';
import type { Lifetime } from '../lifetime.ts';
import type { LocalMedia } from '../ports/local-media.ts';

export const mediaStateSchema = v.object({
  /** Whether the microphone can be heard. */
  microphone: v.boolean(),
  /** Whether the camera can be seen. */
  camera: v.boolean(),
});

export type MediaState = v.InferOutput<typeof mediaStateSchema>;

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
  const mediaStates = createPerParticipant<MediaState>(state, effect);
  const channel = messages.channel('media-state', mediaStateSchema);
  const own = (): MediaState => ({
    microphone: media.microphone.value.status === 'on',
    camera: media.camera.value.status === 'on',
  });

  channel.greet(own);
  channel.on(mediaStates.set);
  effect(() => channel.sendToAll(own()));
  return mediaStates.all;
}
