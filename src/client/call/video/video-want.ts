import { evenScale } from './even-scale.ts';
import type { StartLimit } from './gentle-start.ts';
import { boundedScale } from './screen-size.ts';
import { cleanKbps } from './video-cost.ts';
import { areaOf, limitView, type View } from './view.ts';
import type { PictureId, ScreenContent, PixelSize } from '../words.ts';
import type { Economy } from '../words.ts';

/** What each receiver's picture would be if the line carried everything. */

/** One video that could go to one participant. */
interface AnyVideoRequest {
  readonly key: PictureId;
  /** What the camera or screen delivers. */
  readonly source: PixelSize;
  /** Null until they have said how large they show it. */
  readonly view: View | null;
  /** What the browser believes this connection can carry, kbit/s; null while it does not know. */
  readonly availableKbps: number | null;
}

export type VideoRequest = AnyVideoRequest &
  (
    | { readonly kind: 'camera'; /** While its first pictures are on their way. */ readonly limit: StartLimit | null }
    | { readonly kind: 'screen'; readonly content: ScreenContent }
  );

/** What is kept as long as possible when not everything can be had: of a text the sharpness, of all else the motion. */
export const keptOf = (request: VideoRequest): 'sharpness' | 'motion' =>
  request.kind === 'screen' && request.content === 'sharp' ? 'sharpness' : 'motion';

export type Rank = 'screen' | View['priority'];

export interface VideoWant {
  readonly request: VideoRequest;
  readonly rank: Rank;
  /** Of the view, in device pixels. */
  readonly area: number;
  /** How many times smaller than the source it is shown, at least 1; a view that changes is compared with this. */
  readonly fittingScale: number;
  /** The same, as it suits encoders. */
  readonly scale: number;
  readonly framesPerSecond: number;
  readonly kbps: number;
}

/** Below this a face is a blur. */
export const LEAST_VIDEO_KBPS = 60;

/** A picture this much coarser than its tile still looks sharp, and costs a tenth less. */
const SHARPNESS = 0.95;
/** A tile may become this much larger or smaller before its encoding follows. */
const SCALE_TOLERANCE = { finer: 0.85, coarser: 1.04 };

const FRAMES_PER_SECOND: Readonly<Record<Rank, number>> = { screen: 15, pinned: 30, speaking: 30, normal: 15 };
const FILM_FRAMES_PER_SECOND = 30;
const LEAST_FRAMES_PER_SECOND = 10;

/** What each economy leaves of the length of a picture's sides, and of its frames. */
const ECONOMIES: Readonly<Record<Economy, { sides: number; frames: number }>> = {
  none: { sides: 1, frames: 1 },
  some: { sides: 0.75, frames: 0.8 },
  much: { sides: 0.5, frames: 0.67 },
};

/** In a call of two there is one encoding only: the picture may have its best quality. */
const ALONE_BONUS = 1.5;

/**
 * A screen has letters and flat colours, and most of it stands still: 1.5 Mbit/s keep text of 1920 × 1080 clean while
 * somebody scrolls, where a camera would take 2.8.
 */
const SCREEN_PART = 0.55;

/** How large a tile probably is as long as nobody has said: in a window of the usual size. */
function assumedView(count: number): View {
  const [width, height] = count <= 1 ? [640, 480] : count <= 3 ? [480, 320] : [320, 240];
  return { width, height, priority: 'normal' };
}

/** A camera fills its tile and is cropped; a screen is shown whole. */
function scaleToFit(request: VideoRequest, view: PixelSize): number {
  const { source } = request;
  const ratios = [source.width / view.width, source.height / view.height];
  if (request.kind === 'camera') return Math.min(...ratios);
  return Math.max(boundedScale(source, request.content), ...ratios);
}

export interface WantContext {
  /** How many participants could get video of the camera. */
  readonly count: number;
  readonly economy: Economy;
  /** The fitting scale that held so far; kept while it is nearly right. Null when there was no picture. */
  readonly scaleBefore: number | null;
}

function rankOf({ kind }: VideoRequest, { priority }: View, isAlone: boolean): Rank {
  if (kind === 'screen') return 'screen';
  return isAlone && priority === 'normal' ? 'speaking' : priority;
}

export function wantOf(request: VideoRequest, { count, economy, scaleBefore }: WantContext): VideoWant {
  const isScreen = request.kind === 'screen';
  // A page that gets a screen shows it large at once.
  const wished = request.view ?? (isScreen ? { ...request.source, priority: 'normal' } : assumedView(count));
  const limit = request.kind === 'camera' ? request.limit : null;
  const view = limit ? limitView(wished, limit.area) : wished;
  const isAlone = count === 1;
  const rank = rankOf(request, view, isAlone);
  const { sides, frames } = ECONOMIES[economy];
  const isText = keptOf(request) === 'sharpness';
  // Text that is made smaller cannot be read: it saves frames only.
  const sharpness = isText ? 1 : SHARPNESS * sides;
  const fitting = Math.max(1, scaleToFit(request, view) / sharpness);
  const isStillFitting =
    scaleBefore !== null &&
    scaleBefore >= fitting * SCALE_TOLERANCE.finer &&
    scaleBefore <= fitting * (isText ? 1 : SCALE_TOLERANCE.coarser);
  const fittingScale = isStillFitting ? scaleBefore : fitting;
  const scale = evenScale(request.source, fittingScale, isText ? 'finer' : 'nearest');
  const isFilm = isScreen && !isText;
  const most = Math.min(isFilm ? FILM_FRAMES_PER_SECOND : FRAMES_PER_SECOND[rank], limit?.framesPerSecond ?? Infinity);
  const framesPerSecond = fewerFrames(most, frames);
  const worth = isText ? SCREEN_PART : isAlone && !isScreen && economy === 'none' ? ALONE_BONUS : 1;
  const kbps = worth * cleanKbps(areaOf(request.source) / scale ** 2, framesPerSecond);
  return {
    request,
    rank,
    area: areaOf(view),
    fittingScale,
    scale,
    framesPerSecond,
    kbps: Math.max(LEAST_VIDEO_KBPS, kbps),
  };
}

/** A part of the frames, but never so few that a picture stutters. */
export const fewerFrames = (framesPerSecond: number, part: number): number =>
  Math.max(Math.min(LEAST_FRAMES_PER_SECOND, framesPerSecond), Math.round(framesPerSecond * part));
