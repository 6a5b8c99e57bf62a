import * as v from 'valibot';
import { computed, type ReadonlySignal } from '@preact/signals-core';
import type { ParticipantId } from '../../../shared/protocol.ts';
import type { CallState } from '../room/call-state.ts';
import type { Messages } from '../messages/channels.ts';
import { createPerParticipant } from '../messages/per-participant.ts';
import type { Lifetime } from '../lifetime.ts';

const heldBackSchema = v.object({
  /** Whether the sender's line does not carry their video to the receiver of this message, or they want it so. */
  isHeldBack: v.boolean(),
});

/** Who sends no video though somebody looks: told to those who look, so that they see a face and no frozen picture. */
export interface PausedVideos {
  /** Whose video does not come to us now, though their camera is on. */
  readonly byOthers: ReadonlySignal<ReadonlySet<ParticipantId>>;
  /** The participants to whom we send no video though they look. */
  hold(ids: ReadonlySet<ParticipantId>): void;
}

export function sharePausedVideos(
  messages: Messages,
  state: ReadonlySignal<CallState>,
  { effect }: Pick<Lifetime, 'effect'>,
): PausedVideos {
  const areHeldBack = createPerParticipant<boolean>(state, effect);
  let held: ReadonlySet<ParticipantId> = new Set();

  const channel = messages.channel('held-back', heldBackSchema);
  channel.greet((to) => ({ isHeldBack: held.has(to) }));
  channel.on((from, { isHeldBack }) => areHeldBack.set(from, isHeldBack));

  return {
    byOthers: computed(() => new Set([...areHeldBack.all.value].filter(([, is]) => is).map(([id]) => id))),
    hold(ids) {
      const before = held;
      held = ids;
      for (const id of before) if (!ids.has(id)) channel.send(id, { isHeldBack: false });
      for (const id of ids) if (!before.has(id)) channel.send(id, { isHeldBack: true });
    },
  };
}
