import * as v from 'valibot';
import { iceSchema } from './ice.ts';
import { iceFactsSchema } from './ice-facts.ts';
import { WISHES } from './hosting.ts';
import { tidyName } from './participant-name.ts';
import { hostKeySchema, settingsSchema, shownPasscodeSchema } from './room-settings.ts';
import { ok, refuse, type Result } from './result.ts';

/**
 * The door: what comes from a wire is `unknown` until one of these schemas has said what it is.
 * Objects keep only the fields named here, so that nobody can smuggle others through us.
 */

/** Far above what `tidyName` keeps, and low enough that tidying stays cheap. */
const MAX_RAW_NAME_LENGTH = 400;

export const participantIdSchema = v.pipe(v.string(), v.regex(/^[0-9a-f]{16}-[0-9a-f]{24}$/));

const nameSchema = v.pipe(v.string(), v.maxLength(MAX_RAW_NAME_LENGTH), v.transform(tidyName));

export const nameRequestSchema = v.object({ name: nameSchema });

/** It says what the server is to remember of the room after a restart. */
const MAX_MEMBERSHIP_LENGTH = 8192;

const membershipSchema = v.pipe(v.string(), v.maxLength(MAX_MEMBERSHIP_LENGTH));

export const joinRequestSchema = v.object({
  name: nameSchema,
  isLocked: v.optional(v.boolean(), false),
  membership: v.exactOptional(membershipSchema),
  hostKey: v.exactOptional(v.pipe(v.string(), v.maxLength(128))),
  passcode: v.exactOptional(shownPasscodeSchema),
});

export const lockRequestSchema = v.object({ isLocked: v.boolean() });

export const closingRequestSchema = v.object({ isClosing: v.boolean() });

export const knockAnswerSchema = v.object({ id: participantIdSchema, isAdmitted: v.boolean() });

export const knockHeardSchema = v.object({ mayEnter: v.boolean() });

const revisionSchema = v.pipe(v.number(), v.safeInteger());

const participantSchema = v.object({
  id: participantIdSchema,
  seq: v.pipe(v.number(), v.safeInteger()),
  name: v.pipe(v.string(), v.maxLength(MAX_RAW_NAME_LENGTH)),
  presence: v.picklist(['here', 'away']),
  isHost: v.exactOptional(v.literal(true)),
});

const knockSchema = v.object({
  id: participantIdSchema,
  name: v.pipe(v.string(), v.maxLength(MAX_RAW_NAME_LENGTH)),
});

export const rosterSchema = v.object({
  rev: revisionSchema,
  participants: v.array(participantSchema),
  isLocked: v.boolean(),
  knocks: v.array(knockSchema),
  unseen: v.exactOptional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
  settings: v.exactOptional(settingsSchema),
  removed: v.exactOptional(v.pipe(v.array(participantIdSchema), v.readonly())),
});

export const joinedSchema = v.object({
  self: participantSchema,
  roster: rosterSchema,
  ice: v.nullish(iceSchema, null),
  membership: v.exactOptional(membershipSchema),
});

export const factSchema = v.variant('type', [
  v.object({ type: v.literal('participant:joined'), rev: revisionSchema, participant: participantSchema }),
  v.object({ type: v.literal('participant:changed'), rev: revisionSchema, participant: participantSchema }),
  v.object({
    type: v.literal('participant:left'),
    rev: revisionSchema,
    id: participantIdSchema,
    reason: v.picklist(['left', 'lost', 'removed', 'ended']),
  }),
  v.object({
    type: v.literal('room:lock-changed'),
    rev: revisionSchema,
    isLocked: v.boolean(),
    by: v.nullable(participantIdSchema),
  }),
  v.object({
    type: v.literal('room:settings-changed'),
    rev: revisionSchema,
    settings: settingsSchema,
    by: v.nullable(participantIdSchema),
  }),
  v.object({ type: v.literal('knock:made'), rev: revisionSchema, knock: knockSchema }),
  v.object({
    type: v.literal('knock:ended'),
    rev: revisionSchema,
    id: participantIdSchema,
    outcome: v.picklist(['admitted', 'refused', 'withdrawn']),
  }),
]);

export const appointRequestSchema = v.object({ id: participantIdSchema, isHost: v.boolean() });

export const removeRequestSchema = v.object({ id: participantIdSchema });

const wishSchema = v.picklist(WISHES);

export const askRequestSchema = v.object({ id: participantIdSchema, wish: wishSchema });

export const askedFactSchema = v.object({ by: participantIdSchema, wish: wishSchema });

export const membershipRenewedSchema = v.object({ membership: membershipSchema });

export const givenHostKeySchema = v.object({ key: hostKeySchema, isLasting: v.boolean() });

/** PeerJS makes these of random letters and digits, we of `mc_` and random numbers. */
export const callIdSchema = v.pipe(v.string(), v.regex(/^[\w-]{1,80}$/));

/** An SDP of a full call is about 8 kB. */
const MAX_SDP_LENGTH = 16 * 1024;

export const sdpSchema = v.pipe(v.string(), v.maxLength(MAX_SDP_LENGTH));

const MAX_CANDIDATE_LENGTH = 1024;

/** Firefox leaves out what it does not know, Chromium writes null. */
export const candidateSchema = v.object({
  candidate: v.pipe(v.string(), v.maxLength(MAX_CANDIDATE_LENGTH)),
  sdpMid: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(64))), null),
  sdpMLineIndex: v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535))), null),
  usernameFragment: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(256))), null),
});

const linkSignalSchema = v.variant('type', [
  v.object({
    type: v.literal('description'),
    round: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
    description: v.object({ type: v.picklist(['offer', 'answer']), sdp: sdpSchema }),
  }),
  v.object({
    type: v.literal('candidate'),
    candidate: candidateSchema,
  }),
  v.object({ type: v.literal('restart') }),
  v.object({ type: v.literal('redial') }),
  v.object({ type: v.literal('hang-up') }),
  v.object({ type: v.literal('ice-facts'), facts: iceFactsSchema }),
]);

export const signalRequestSchema = v.object({
  to: participantIdSchema,
  callId: callIdSchema,
  signal: linkSignalSchema,
});

export const signalFactSchema = v.object({
  from: participantIdSchema,
  callId: callIdSchema,
  signal: linkSignalSchema,
});

/** What the admin says to all rooms: tidied by the server. */
export const serviceNoticeSchema = v.object({ text: v.pipe(v.string(), v.maxLength(400)) });

export function validate<const Schema extends v.GenericSchema>(
  schema: Schema,
  input: unknown,
): Result<v.InferOutput<Schema>> {
  const parsed = v.safeParse(schema, input);
  return parsed.success ? ok(parsed.output) : refuse('payload:invalid');
}
