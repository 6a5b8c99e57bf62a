import { gradeOf, type Verdict } from './link-grade.ts';
import { qualityBetween, type LinkQuality } from './link-quality.ts';
import { readSample, type LinkSample } from './link-sample.ts';

/** How a link does, and what to say of it. */
export interface RatedQuality {
  readonly quality: LinkQuality;
  readonly verdict: Verdict;
}

/** Remembers the last sample of one link, to compare the next with it. */
export interface LinkMeter {
  /** Null for the first report of a connection. */
  read(report: Parameters<typeof readSample>[0]): RatedQuality | null;
}

export function createLinkMeter(): LinkMeter {
  let before: LinkSample | null = null;
  return {
    read(report) {
      const after = readSample(report);
      const quality = before && qualityBetween(before, after);
      before = after;
      return quality && { quality, verdict: gradeOf(quality) };
    },
  };
}
