import type { LinkQuality } from './link-quality.ts';

export type Grade = 'good' | 'fair' | 'poor';

/** Why a link is not graded `good`; each has a sentence. */
export type Complaint = 'loss-received' | 'loss-sent' | 'delay' | 'frozen' | 'narrow' | 'busy';

export interface Verdict {
  readonly grade: Grade;
  /** The worst first. */
  readonly complaints: readonly Complaint[];
}

interface Limit {
  readonly complaint: Complaint;
  readonly fair: (quality: LinkQuality) => boolean;
  readonly poor: (quality: LinkQuality) => boolean;
}

/** Loss that Opus conceals ends at some 2 %; from 8 % on words are missing and pictures break. */
const LOSS_PERCENT = { fair: 2, poor: 8 };

/** 150 ms one way go unnoticed, from 400 ms on people talk into each other (ITU-T G.114); a round trip is twice that. */
const ROUND_TRIP_MS = { fair: 300, poor: 800 };

const FROZEN_SHARE = { fair: 0.05, poor: 0.3 };

/** Room for a voice and a small picture; and for hardly more than the voice. */
const AVAILABLE_BPS = { fair: 250_000, poor: 80_000 };

const exceeds =
  (valueOf: (quality: LinkQuality) => number | null, limit: number) =>
  (quality: LinkQuality): boolean =>
    (valueOf(quality) ?? 0) >= limit;

const above = (
  complaint: Complaint,
  valueOf: (quality: LinkQuality) => number | null,
  limit: { fair: number; poor: number },
): Limit => ({ complaint, fair: exceeds(valueOf, limit.fair), poor: exceeds(valueOf, limit.poor) });

/** A sender who needs less than there is has a low estimate for want of a better one: so it must be what holds us up. */
const isNarrow =
  (limit: number) =>
  ({ sent, availableBps }: LinkQuality): boolean =>
    sent.video?.limitation === 'bandwidth' && availableBps !== null && availableBps < limit;

const LIMITS: readonly Limit[] = [
  above('loss-received', ({ received }) => received.lossPercent, LOSS_PERCENT),
  above('loss-sent', ({ sent }) => sent.lossPercent, LOSS_PERCENT),
  above('frozen', ({ received }) => received.frozenShare, FROZEN_SHARE),
  above('delay', ({ roundTripMs }) => roundTripMs, ROUND_TRIP_MS),
  { complaint: 'narrow', fair: isNarrow(AVAILABLE_BPS.fair), poor: isNarrow(AVAILABLE_BPS.poor) },
  { complaint: 'busy', fair: ({ sent }) => sent.video?.limitation === 'cpu', poor: () => false },
];

/** What somebody would say of a link who only sees and hears it: as bad as the worst thing about it. */
export function gradeOf(quality: LinkQuality): Verdict {
  const poor = LIMITS.filter((limit) => limit.poor(quality));
  const fair = LIMITS.filter((limit) => !limit.poor(quality) && limit.fair(quality));
  const complaints = [...poor, ...fair].map(({ complaint }) => complaint);
  return { grade: poor.length > 0 ? 'poor' : fair.length > 0 ? 'fair' : 'good', complaints };
}
