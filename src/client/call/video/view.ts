import * as v from 'valibot';
import { shareIdSchema } from '../../../shared/peer-message.ts';
import type { PixelSize } from '../words.ts';

/** More than any screen has: a page that claims more is not believed. */
const MAX_PIXELS = 16_384;

const pixels = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_PIXELS));

/** What a participant tells the owner of a picture, so that nobody sends more than somebody looks at. */
export const viewSchema = v.object({
  /** Which of the receiver's screens is meant; without it their camera is. */
  share: v.optional(shareIdSchema),
  /** Device pixels in which the sender of this message shows that picture; 0 × 0 when nobody looks. */
  width: pixels,
  height: pixels,
  /** `pinned`: chosen by hand; `speaking`: has the floor. */
  priority: v.picklist(['pinned', 'speaking', 'normal']),
});

/** How large a picture is shown, and how much that matters to who looks. */
export type View = Omit<v.InferOutput<typeof viewSchema>, 'share'>;

export const UNSEEN: View = { width: 0, height: 0, priority: 'normal' };

export const areaOf = ({ width, height }: PixelSize): number => width * height;

export const isSeen = (view: PixelSize): boolean => areaOf(view) > 0;

export const isSameView = (a: View, b: View): boolean =>
  a.width === b.width && a.height === b.height && a.priority === b.priority;

/** The same shape, made smaller where it has more than `maxArea` pixels. */
export function limitView(view: View, maxArea: number): View {
  const factor = Math.min(1, Math.sqrt(maxArea / Math.max(1, areaOf(view))));
  return { ...view, width: Math.round(view.width * factor), height: Math.round(view.height * factor) };
}
