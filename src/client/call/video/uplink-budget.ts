import { carriedOf, shareOut, videoBudgetKbps } from './bandwidth-shares.ts';
import { evenScale } from './even-scale.ts';
import { cleanPixels } from './video-cost.ts';
import { fewerFrames, keptOf, LEAST_VIDEO_KBPS, wantOf, type VideoRequest, type VideoWant } from './video-want.ts';
import { areaOf, isSeen } from './view.ts';
import type { PictureId, Economy } from '../words.ts';
import type { VideoEncoding } from '../words.ts';

/**
 * How the uplink is spent. In a mesh every receiver has an encoding of their own, so each can be exactly as large as
 * they show it. Pure: the same situation and the same past give the same allocation.
 */

export interface Situation {
  readonly requests: readonly VideoRequest[];
  readonly economy: Economy;
}

/** An encoding, and what the next allocation must know of it. */
interface Allotment extends VideoEncoding {
  /** The scale for a line without limits. */
  readonly fittingScale: number;
  /** How many steps below that the line has brought it. */
  readonly step: number;
}

export interface Allocation {
  readonly encodings: ReadonlyMap<PictureId, Allotment>;
  /** Those who look but get nothing, because the line does not carry it. */
  readonly heldBack: ReadonlySet<PictureId>;
  /** About how many videos the line carries, if that is fewer than wanted. */
  readonly carriedVideos: number | null;
}

/** Leaves the browser room to find out that the line has become better. */
const PROBE_MARGIN = 1.25;
/** Each step down leaves two thirds of the pixels; a step up needs this much more than it costs. */
const STEP_SCALE = 1.22;
const STEP_UP_MARGIN = 1.15;
const MOST_STEPS = 9;
/** What the first step leaves of the frames: a stutter is seen sooner than a blur, so later steps take only pixels. */
const STEPPED_FRAMES = 0.67;

/** How far a picture must shrink to look clean at what it was granted. */
function stepFor({ request, scale, framesPerSecond, kbps }: VideoWant, grantedKbps: number): number {
  if (grantedKbps >= kbps) return 0;
  const pixels = areaOf(request.source) / scale ** 2;
  const shrink = Math.sqrt(pixels / cleanPixels(grantedKbps, fewerFrames(framesPerSecond, STEPPED_FRAMES)));
  return Math.min(MOST_STEPS, Math.max(1, Math.ceil(Math.log(shrink) / Math.log(STEP_SCALE))));
}

function allot(want: VideoWant, grantedKbps: number, before: Allotment | undefined): Allotment {
  const { request, rank, fittingScale, scale, framesPerSecond, kbps } = want;
  const step = { most: stepFor(want, grantedKbps / STEP_UP_MARGIN), least: stepFor(want, grantedKbps) };
  const chosen =
    before?.isActive && grantedKbps < kbps ? Math.min(step.most, Math.max(step.least, before.step)) : step.least;
  const keeps = keptOf(request);
  // Of a text only the frames: what is too small to be read needs not be sent at all.
  const isWhole = keeps === 'sharpness' || chosen === 0;
  return {
    keeps,
    isActive: true,
    maxKbps: Math.round(Math.min(kbps, grantedKbps * PROBE_MARGIN)),
    scaleDownBy: isWhole ? scale : evenScale(request.source, scale * STEP_SCALE ** chosen, 'coarser'),
    maxFramesPerSecond: chosen === 0 ? framesPerSecond : fewerFrames(framesPerSecond, STEPPED_FRAMES),
    priority: rank === 'normal' ? 'low' : 'medium',
    fittingScale,
    step: chosen,
  };
}

const paused = (request: VideoRequest): Allotment => ({
  keeps: keptOf(request),
  isActive: false,
  maxKbps: LEAST_VIDEO_KBPS,
  scaleDownBy: 1,
  maxFramesPerSecond: 15,
  priority: 'low',
  fittingScale: 1,
  step: 0,
});

/** @param before the allocation that holds now: what is nearly right stays as it is */
export function allocate({ requests, economy }: Situation, before: Allocation | null): Allocation {
  const had = (key: PictureId): Allotment | undefined => before?.encodings.get(key);
  const count = requests.filter(({ kind }) => kind === 'camera').length;
  const wants = requests
    .filter(({ view }) => view === null || isSeen(view))
    .map((request) => {
      const past = had(request.key);
      return wantOf(request, {
        count,
        economy,
        scaleBefore: past?.isActive ? past.fittingScale : null,
      });
    });
  const budgetKbps = videoBudgetKbps(wants);
  const carried = carriedOf(wants, budgetKbps, {
    hadVideo: ({ request }) => had(request.key)?.isActive ?? false,
    wasHeldBack: ({ request }) => before?.heldBack.has(request.key) ?? false,
  });

  const encodings = new Map(requests.map((request) => [request.key, paused(request)]));
  for (const [want, grantedKbps] of shareOut(carried, budgetKbps)) {
    const { key } = want.request;
    encodings.set(key, allot(want, grantedKbps, had(key)));
  }
  const heldBack = new Set(wants.filter((want) => !carried.includes(want)).map(({ request }) => request.key));
  return { encodings, heldBack, carriedVideos: heldBack.size > 0 ? carried.length : null };
}
