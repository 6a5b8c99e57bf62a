import type { ParticipantId } from '../../shared/protocol.ts';
import { createRateLimit, type RateLimit } from '../../shared/rate-limit.ts';
import { MAX_SHARES } from '../call/screens/share-message.ts';
import type { Purpose } from '../call/words.ts';

/** Bounds what the calls of one participant may cost this page (rule P13). Each is an RTCPeerConnection when answered. */
export interface CallLimits {
  /** Whether one more call may be had, beside those that there are. */
  allows(from: ParticipantId, purpose: Purpose, present: readonly Purpose[]): boolean;
}

/** The call that there is and the one that replaces it, and as many that cross on their way. */
const MAX_CALLS: Readonly<Record<Purpose['kind'], number>> = { camera: 4, screen: 2 * MAX_SHARES };

/** Camera and screens at once, and again when a network changes. */
const CALL_RATE = { burst: 12, perSecond: 1 };

/** Far more than are in a room; who called longest ago is forgotten. */
const MAX_CALLERS = 64;

export function createCallLimits(now: () => number): CallLimits {
  const callers = new Map<ParticipantId, RateLimit>();

  function rateOf(from: ParticipantId): RateLimit {
    const rate = callers.get(from) ?? createRateLimit({ ...CALL_RATE, now });
    callers.delete(from);
    callers.set(from, rate);
    const [oldest] = callers.keys();
    if (callers.size > MAX_CALLERS && oldest !== undefined) callers.delete(oldest);
    return rate;
  }

  return {
    allows(from, { kind }, present) {
      const alike = present.filter((each) => each.kind === kind).length;
      return alike < MAX_CALLS[kind] && rateOf(from).take();
    },
  };
}
