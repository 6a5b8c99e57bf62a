import type { Health, HealthContext, HealthStep, LinkWant } from './link-health.ts';
import type { ConnectionId } from '../words.ts';

/** What a link that comes about and one that is mended have in common. */

/** From dialling to media. Long enough for a TURN server over TLS on a slow line; a failed try is repeated. */
export const DIAL_TIMEOUT_MS = 12_000;

/** How many of the first try's times a later one gets at most. */
const MOST_PATIENCE = 3;

/**
 * Each try of a first call gets half a time more than the one before. A phone that is too slow for five calls at once would otherwise end
 * each try shortly before it succeeds, and the new ones make it slower still.
 */
export const dialTimeoutMs = (attempt: number): number => DIAL_TIMEOUT_MS * Math.min(MOST_PATIENCE, 1 + attempt / 2);

/**
 * Who comes back to the room connects to PeerServer next, and asks for a call then. An offer that is earlier may be
 * sent into what is left of their old connection, where nobody hears it.
 */
export const COMING_BACK_MS = 1000;

/** An offer that was on its way when they asked for one is with them by then, and answered. */
const CROSSING_MS = 1500;

/** What is under way may have been lost in the outage that is over now: it gets this long to prove otherwise. */
const NUDGED_PATIENCE_MS = 2500;

export const sooner = (until: number, { now }: Pick<HealthContext, 'now'>): number =>
  Math.min(until, now + NUDGED_PATIENCE_MS);

/** How long our call may take still, when they ask for one: they have heard of none. */
export const crossingUntil = (since: number, until: number): number => Math.min(until, since + CROSSING_MS);

export const keep = (health: Health, ...wants: readonly LinkWant[]): HealthStep => ({ health, wants });

export const closing = (connection: ConnectionId | null): readonly LinkWant[] =>
  connection === null ? [] : [{ type: 'close', connection }];
