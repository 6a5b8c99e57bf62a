import * as v from 'valibot';

/**
 * What two participants say to each other about a file; its bytes go beside it (frame.ts). The sender of a file picks
 * the transfer's id; it means something together with the participant who picked it.
 */
export const MAX_FILE_BYTES = 2 ** 40;
const MAX_NAME_LENGTH = 1024;
const MAX_TRANSFER_ID = 2 ** 32 - 1;

/** Why a transfer ended before its end. Stable; each has a sentence for either side. */
export const END_REASONS = [
  /** The receiver does not want it. */
  'refused',
  'cancelled',
  /** The sender's file is not what it was, or cannot be read. */
  'changed',
  /** No room left on the receiver's disk. */
  'disk',
  /** Too large for a receiver who can keep it in memory only. */
  'too-large',
  /** The receiver's browser could not write it. */
  'unwritable',
  /** What arrived is not what was sent. */
  'corrupt',
  /** The other side did something that makes no sense. */
  'invalid',
  /** The other side knows nothing of it: its page was reloaded. */
  'unknown',
  /** Too many offers wait already. */
  'busy',
] as const;

const idSchema = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_TRANSFER_ID));
const offsetSchema = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_FILE_BYTES));
/** Timers of a page that nobody looks at run once a minute. */
export const MAX_HELD_MS = 60_000;

const heldSchema = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_HELD_MS));
const about = <Step extends string>(step: Step) => ({ step: v.literal(step), id: idSchema });

export const fileMessageSchema = v.variant('step', [
  /** From the sender, on every new connection again. A receiver that knows the transfer ignores it. */
  v.object({ ...about('offer'), name: v.pipe(v.string(), v.maxLength(MAX_NAME_LENGTH)), size: offsetSchema }),
  /** From the receiver: accepted; send from this offset on, whatever has been sent before. */
  v.object({ ...about('pull'), from: offsetSchema }),
  /** From the receiver: all up to here is written, and has been for `heldMs`. */
  v.object({ ...about('progress'), written: offsetSchema, heldMs: heldSchema }),
  /** From the sender: what all bytes together hash to. */
  v.object({ ...about('end'), sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)) }),
  /** From the receiver: it is whole. */
  v.object(about('done')),
  /** From either side: it is over. `isSender` tells whose transfer of that id is meant. */
  v.object({ ...about('cancel'), reason: v.picklist(END_REASONS), isSender: v.boolean() }),
]);

/** How these messages go between two pages. */
export const FILE_CHANNEL = {
  /** Most of it tells how far a file has got. */
  budget: { burst: 150, perSecond: 40 },
  /** An offer with the longest name, each character of it escaped. */
  maxUnits: 8000,
  /** The next one of these makes good for one that is lost. */
  isVolatile: ({ step }: FileMessage) => step === 'pull' || step === 'progress',
};

export type FileMessage = v.InferOutput<typeof fileMessageSchema>;
export type TransferEndReason = (typeof END_REASONS)[number];
