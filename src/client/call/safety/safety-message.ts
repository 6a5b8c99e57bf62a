import * as v from 'valibot';
import type { ChannelOptions } from '../messages/channels.ts';
import { commitmentSchema, roundSchema } from './statement.ts';

export const safetyMessageSchema = v.variant('kind', [
  v.object({
    kind: v.literal('commit'),
    ...roundSchema.entries,
    commitment: commitmentSchema,
    /** Whether its sender lacks something of the receiver's for this round. */
    isAsking: v.boolean(),
  }),
  v.object({ kind: v.literal('reveal'), ...roundSchema.entries, text: v.string() }),
]);

export type SafetyMessage = v.InferOutput<typeof safetyMessageSchema>;
export type Commit = Extract<SafetyMessage, { kind: 'commit' }>;

/**
 * A statement of 50 people has 8 kB. When several people come at once, each of them makes a new round, with two messages
 * of everybody.
 */
export const SAFETY_CHANNEL: ChannelOptions<SafetyMessage> = {
  maxUnits: 20_000,
  budget: { burst: 60, perSecond: 10 },
};
