import { LEAST_VIDEO_KBPS, type Rank, type VideoWant } from './video-want.ts';

/** Who gets how much of a line that may be too narrow for everything. */

/** What a voice takes with everything around it. Set aside before any video gets something. */
const AUDIO_KBPS = 45;
/** An estimate is of what just got through: the rest is for packets that are sent again. */
const USABLE_PART = 0.95;
/** A video that was held back comes back only when the line has this much more than it needs. */
const RETURN_MARGIN = 1.4;
/** A connection may turn out to carry more than is believed: others may leave it their part. */
const LINK_MARGIN = 1.5;

/** Sums of fractions are not exact: what seems to be missing by less is there. In kbit/s. */
const ROUNDING_KBPS = 0.01;

const WEIGHTS: Readonly<Record<Rank, number>> = { screen: 6, pinned: 4, speaking: 3, normal: 1 };

/** What all connections together carry besides everybody's voice, kbit/s. */
export function videoBudgetKbps(wants: readonly VideoWant[]): number {
  const carries = ({ request, kbps }: VideoWant): number =>
    request.availableKbps === null ? kbps : request.availableKbps * USABLE_PART - AUDIO_KBPS;
  return Math.max(
    0,
    wants.reduce((sum, want) => sum + carries(want), 0),
  );
}

/** What is known of the time before: it decides where two are equal. */
export interface Past {
  readonly hadVideo: (want: VideoWant) => boolean;
  readonly wasHeldBack: (want: VideoWant) => boolean;
}

const byImportance =
  ({ hadVideo }: Past) =>
  (a: VideoWant, b: VideoWant): number =>
    WEIGHTS[b.rank] - WEIGHTS[a.rank] ||
    Number(hadVideo(b)) - Number(hadVideo(a)) ||
    b.area - a.area ||
    (a.request.key < b.request.key ? -1 : 1);

/** Those to whom the line carries at least a small picture; the most important first. */
export const carriedOf = (wants: readonly VideoWant[], budgetKbps: number, past: Past): readonly VideoWant[] =>
  [...wants].sort(byImportance(past)).filter((want, index) => {
    const needKbps = (index + 1) * LEAST_VIDEO_KBPS;
    return budgetKbps >= (past.wasHeldBack(want) ? needKbps * RETURN_MARGIN : needKbps);
  });

const mostOf = ({ request: { availableKbps }, kbps }: VideoWant): number =>
  availableKbps === null ? kbps : Math.min(kbps, Math.max(LEAST_VIDEO_KBPS, availableKbps * LINK_MARGIN));

/** Shares by weight, in kbit/s; what somebody does not need goes to the others. */
export function shareOut(wants: readonly VideoWant[], budgetKbps: number): ReadonlyMap<VideoWant, number> {
  const shares = new Map<VideoWant, number>();
  let open = wants;
  let leftKbps = budgetKbps;
  while (open.length > 0) {
    const kbpsPerWeight = leftKbps / open.reduce((sum, { rank }) => sum + WEIGHTS[rank], 0);
    const isContent = (want: VideoWant): boolean => mostOf(want) <= kbpsPerWeight * WEIGHTS[want.rank] + ROUNDING_KBPS;
    const content = open.filter(isContent);
    if (content.length === 0) {
      for (const want of open) shares.set(want, kbpsPerWeight * WEIGHTS[want.rank]);
      break;
    }
    for (const want of content) {
      shares.set(want, mostOf(want));
      leftKbps -= mostOf(want);
    }
    open = open.filter((want) => !content.includes(want));
  }
  return shares;
}
