import { CAPTURE_SIZES } from '../video/capture-demand.ts';
import { areaOf, limitView, UNSEEN, type View } from '../video/view.ts';
import type { PixelSize } from '../words.ts';

/** What a person has chosen between quality and cost. */
export interface Quality {
  /** Smaller pictures, both ways. */
  readonly isDataSaver: boolean;
  /** No video at all, neither way. */
  readonly isAudioOnly: boolean;
  /** High definition for whom I pin. */
  readonly isHdForPinned: boolean;
}

export const USUAL_QUALITY: Quality = { isDataSaver: false, isAudioOnly: false, isHdForPinned: true };

/** How somebody is shown on our stage. */
export interface Shown extends PixelSize {
  readonly isPinned: boolean;
  readonly hasFloor: boolean;
  /** There is nobody else in the call. */
  readonly isOnly: boolean;
}

const STANDARD_AREA = areaOf(CAPTURE_SIZES.standard);
const HIGH_AREA = areaOf(CAPTURE_SIZES.high);
/** Half the length of each side. */
const SAVER_AREA = STANDARD_AREA / 4;

/** What we ask somebody for: never more than we show, and high definition only where it is looked at. */
export function viewWanted({ width, height, isPinned, hasFloor, isOnly }: Shown, quality: Quality): View {
  if (quality.isAudioOnly) return UNSEEN;
  const priority = isPinned ? 'pinned' : hasFloor ? 'speaking' : 'normal';
  const mayBeHigh = isPinned ? quality.isHdForPinned : isOnly;
  const maxArea = quality.isDataSaver ? SAVER_AREA : mayBeHigh ? HIGH_AREA : STANDARD_AREA;
  return limitView({ width: Math.round(width), height: Math.round(height), priority }, maxArea);
}
