const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 10_000;

/**
 * How long to wait before attempt number `attempt` (0 is the first retry): doubling, and spread by up to half,
 * so that a room full of pages does not come back in step after a server restart.
 * @param random a number in [0, 1)
 */
export function retryDelayMs(attempt: number, random: number, longestMs = LONGEST_DELAY_MS): number {
  const delay = Math.min(longestMs, FIRST_DELAY_MS * 2 ** attempt);
  return delay * (1 - random / 2);
}
