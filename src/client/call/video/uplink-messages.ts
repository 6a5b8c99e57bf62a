import * as v from 'valibot';
import { shareIdSchema } from '../../../shared/peer-message.ts';

/** What participants tell each other so that nobody sends more than somebody looks at. */

/** More than any screen has: whoever claims it does not mean it. */
const MAX_PIXELS = 16_384;

const pixels = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_PIXELS));

export const viewSchema = v.object({
  type: v.literal('view'),
  /** Which of the receiver's screens is meant; without it their camera is. */
  share: v.optional(shareIdSchema),
  /** Device pixels in which the sender of this message shows that picture; 0 × 0 when nobody looks. */
  width: pixels,
  height: pixels,
  /** `pinned`: chosen by hand; `speaking`: has the floor. */
  priority: v.picklist(['pinned', 'speaking', 'normal']),
});

export const heldBackSchema = v.object({
  type: v.literal('held-back'),
  /** Whether the sender's line does not carry their video to the receiver of this message, or they want it so. */
  isHeldBack: v.boolean(),
});
