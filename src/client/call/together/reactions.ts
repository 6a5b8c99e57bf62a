import * as v from 'valibot';
import { signal, type ReadonlySignal } from '@preact/signals-core';
import type { ParticipantId } from '../../../shared/protocol.ts';
import { createRateLimit } from '../../../shared/rate-limit.ts';
import type { CallState } from '../room/call-state.ts';
import type { Messages } from '../messages/channels.ts';

export const REACTIONS = ['thumbs-up', 'heart', 'clap', 'laugh', 'surprise', 'party'] as const;

export type ReactionKind = (typeof REACTIONS)[number];

export const reactionSchema = v.object({ kind: v.picklist(REACTIONS) });

export interface Reaction {
  readonly id: number;
  readonly from: ParticipantId;
  readonly kind: ReactionKind;
}

/** A thumb, a heart: seen for a moment by those who are there now. */
export interface Reactions {
  readonly shown: ReadonlySignal<readonly Reaction[]>;
  /** Does nothing when it comes too fast. */
  send(kind: ReactionKind): void;
}

/** A cheerful person, not a machine; with this at most some twenty float over one tile. */
const BUDGET = { burst: 8, perSecond: 3 };

/** As long as it takes to float over a tile (tile.css). */
const SHOWN_MS = 4000;

export interface ReactionsOptions {
  readonly messages: Messages;
  readonly state: ReadonlySignal<CallState>;
  readonly now: () => number;
  readonly schedule: (task: () => void, afterMs: number) => () => void;
}

export function createReactions({ messages, state, now, schedule }: ReactionsOptions): Reactions {
  const shown = signal<readonly Reaction[]>([]);
  const channel = messages.channel('reaction', reactionSchema, { budget: BUDGET, isVolatile: () => true });
  const ownLimit = createRateLimit({ ...BUDGET, now });
  let count = 0;

  function show(from: ParticipantId, kind: ReactionKind): void {
    count += 1;
    const reaction = { id: count, from, kind };
    shown.value = [...shown.peek(), reaction];
    schedule(() => {
      shown.value = shown.peek().filter(({ id }) => id !== reaction.id);
    }, SHOWN_MS);
  }

  channel.on((from, { kind }) => show(from, kind));

  return {
    shown,
    send(kind) {
      if (!ownLimit.take()) return;
      channel.sendToAll({ kind });
      show(state.peek().selfId, kind);
    },
  };
}
