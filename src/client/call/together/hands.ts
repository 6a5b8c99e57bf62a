import * as v from 'valibot';
import { computed, type ReadonlySignal } from '@preact/signals-core';
import type { ParticipantId } from '../../../shared/protocol.ts';
import { createKeyedRateLimit } from '../../../shared/keyed-rate-limit.ts';
import type { CallState } from '../room/call-state.ts';
import type { Messages } from '../messages/channels.ts';
import type { Notify } from '../notices/notice.ts';
import { createPerParticipant } from '../messages/per-participant.ts';
import { nameOf } from '../room/names.ts';
import { onJoining } from '../room/phase.ts';

/** Far above what a room's hands can count up to, and small enough to count on from. */
export const MAX_HAND_ORDER = 1_000_000_000;

export const handSchema = v.object({
  /** Place in the queue; null while the hand is down. */
  order: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_HAND_ORDER))),
});

/** Raised hands, as a queue. */
export interface Hands {
  /** Whose hand is up, first come first; on every page in the same order. */
  readonly queue: ReadonlySignal<readonly ParticipantId[]>;
  readonly isRaised: ReadonlySignal<boolean>;
  setRaised(isRaised: boolean): void;
}

type Orders = ReadonlyMap<ParticipantId, number | null>;

/** Raising is free for all; announcing it again and again is not. */
const NOTICE_LIMIT = { burst: 3, perSecond: 0.2 };

/**
 * The clocks of pages differ, so no page says when a hand was raised. It takes the number after the highest that it
 * knows. Of two equal numbers the participant's id decides, on all pages alike.
 */
export function queueOf(orders: Orders): readonly ParticipantId[] {
  return [...orders]
    .flatMap(([id, order]) => (order === null ? [] : [{ id, order }]))
    .sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
}

export const nextOrder = (orders: Orders): number =>
  Math.min(MAX_HAND_ORDER, Math.max(0, ...[...orders.values()].map((order) => order ?? 0)) + 1);

export interface HandsOptions {
  readonly messages: Messages;
  readonly state: ReadonlySignal<CallState>;
  readonly now: () => number;
  readonly notify: Notify;
}

export function createHands({ messages, state, now, notify }: HandsOptions): Hands {
  const orders = createPerParticipant<number | null>(state);
  const noticeLimit = createKeyedRateLimit({ ...NOTICE_LIMIT, now });
  const { selfId } = state.peek();
  const channel = messages.channel('hand', handSchema);
  const own = () => ({ order: orders.all.peek().get(selfId) ?? null });

  function setOwn(order: number | null): void {
    orders.set(selfId, order);
    channel.sendToAll(own());
  }

  channel.greet(own);
  channel.on((from, { order }) => {
    // The first word of each link is a greeting: that hand was up before we came.
    const isNews = orders.all.peek().get(from) === null && order !== null;
    orders.set(from, order);
    if (isNews && noticeLimit.take(from)) notify({ type: 'hand', name: nameOf(state.peek(), from) });
  });

  const hands: Hands = {
    queue: computed(() => queueOf(orders.all.value)),
    isRaised: computed(() => typeof orders.all.value.get(selfId) === 'number'),
    setRaised(isRaised) {
      if (isRaised !== hands.isRaised.peek()) setOwn(isRaised ? nextOrder(orders.all.peek()) : null);
    },
  };
  onJoining(state, () => hands.setRaised(false));
  return hands;
}
