import { signal, type ReadonlySignal } from '@preact/signals-core';
import type { ParticipantId } from '../../../shared/protocol.ts';
import { createRateLimit } from '../../../shared/rate-limit.ts';
import type { CallState } from '../room/call-state.ts';
import type { Messages } from '../messages/conversations.ts';
import { MESSAGE_BUDGETS } from '../messages/budgets.ts';
import type { ReactionKind } from './together-messages.ts';

export interface Reaction {
  readonly id: number;
  readonly from: ParticipantId;
  readonly kind: ReactionKind;
}

/** A thumb, a heart: seen for a moment by whoever is there now. */
export interface Reactions {
  readonly shown: ReadonlySignal<readonly Reaction[]>;
  /** Does nothing when it comes too fast. */
  send(kind: ReactionKind): void;
}

/** As long as it takes to float over a tile (room-marks.css). */
const SHOWN_MS = 4000;

export interface ReactionsOptions {
  readonly messages: Messages;
  readonly state: ReadonlySignal<CallState>;
  readonly now: () => number;
  readonly schedule: (task: () => void, afterMs: number) => () => void;
}

export function createReactions({ messages, state, now, schedule }: ReactionsOptions): Reactions {
  const shown = signal<readonly Reaction[]>([]);
  const ownLimit = createRateLimit({ ...MESSAGE_BUDGETS.reaction, now });
  let count = 0;

  function show(from: ParticipantId, kind: ReactionKind): void {
    count += 1;
    const reaction = { id: count, from, kind };
    shown.value = [...shown.peek(), reaction];
    schedule(() => {
      shown.value = shown.peek().filter(({ id }) => id !== reaction.id);
    }, SHOWN_MS);
  }

  messages.on('reaction', (from, { kind }) => show(from, kind));

  return {
    shown,
    send(kind) {
      const { selfId, links } = state.peek();
      if (!ownLimit.take()) return;
      for (const id of links.keys()) messages.sendVolatile(id, { type: 'reaction', kind });
      show(selfId, kind);
    },
  };
}
