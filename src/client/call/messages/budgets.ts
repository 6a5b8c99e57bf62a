import type { LinkMessage } from './link-message.ts';

/** How many messages of one type are heard of one sender: at once, and each second from then on. */
export interface Budget {
  readonly burst: number;
  readonly perSecond: number;
}

/** What says how things are now: the newest one counts, and people change it by hand. */
const STATE: Budget = { burst: 30, perSecond: 5 };

/**
 * What is beyond its type's budget is dropped, so that no type takes what the others need. A new type of message asks
 * for its own budget here.
 */
export const MESSAGE_BUDGETS: Readonly<Record<LinkMessage['type'], Budget>> = {
  'media-state': STATE,
  'held-back': STATE,
  hand: STATE,
  away: STATE,
  shares: STATE,
  version: STATE,
  /** One for each picture whenever tiles change their size, which is told at most 5 times a second. */
  view: { burst: 60, perSecond: 15 },
  /** What an honest page may have kept for us during a minute's outage arrives at once; beyond that somebody floods. */
  chat: { burst: 100, perSecond: 2 },
  /** A cheerful person, not a machine; with this at most some twenty float over one tile. */
  reaction: { burst: 8, perSecond: 3 },
  /** Most of it tells how far a file has got. */
  file: { burst: 150, perSecond: 40 },
};
