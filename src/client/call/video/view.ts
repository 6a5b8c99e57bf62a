import type { InferOutput } from 'valibot';
import type { viewSchema } from './uplink-messages.ts';
import type { PixelSize } from '../words.ts';

/** How large a picture is shown, and how much that matters to who looks. */
export type View = Omit<InferOutput<typeof viewSchema>, 'type' | 'share'>;

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
