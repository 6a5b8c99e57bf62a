import * as v from 'valibot';
import { MAX_CHAT_LENGTH, tidyChatText } from './chat-text.ts';

/** What people tell each other besides sound and picture; part of `LinkMessage`. */

export const chatSchema = v.object({
  type: v.literal('chat'),
  text: v.pipe(v.string(), v.maxLength(MAX_CHAT_LENGTH), v.transform(tidyChatText), v.nonEmpty()),
  /** To nobody but the receiver. */
  isPrivate: v.boolean(),
});

/** Far above what a room's hands can count up to, and small enough to count on from. */
export const MAX_HAND_ORDER = 1_000_000_000;

export const handSchema = v.object({
  type: v.literal('hand'),
  /** Place in the queue (`hands.ts`); null while the hand is down. */
  order: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_HAND_ORDER))),
});

export const awaySchema = v.object({ type: v.literal('away'), isAway: v.boolean() });

export const REACTIONS = ['thumbs-up', 'heart', 'clap', 'laugh', 'surprise', 'party'] as const;

export type ReactionKind = (typeof REACTIONS)[number];

export const reactionSchema = v.object({ type: v.literal('reaction'), kind: v.picklist(REACTIONS) });
