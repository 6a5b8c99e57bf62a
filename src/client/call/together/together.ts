import { createAway, type Away, type AwayOptions } from './away.ts';
import { createChat, type Chat, type ChatOptions } from './chat.ts';
import type { Hosting } from '../hosting/hosting.ts';
import { createHands, type Hands, type HandsOptions } from './hands.ts';
import { createReactions, type Reactions, type ReactionsOptions } from './reactions.ts';
import { createStopwatch, type Stopwatch, type StopwatchOptions } from './stopwatch.ts';

/** What people do together beside seeing and hearing each other. */
export interface Together {
  readonly chat: Chat;
  readonly hands: Hands;
  readonly away: Away;
  readonly reactions: Reactions;
  readonly stopwatch: Stopwatch;
}

export interface AskableOptions {
  /** Hears of what hosts ask. */
  readonly onAsk: Hosting['onAsk'];
}

export type TogetherOptions = AskableOptions &
  ChatOptions &
  HandsOptions &
  AwayOptions &
  ReactionsOptions &
  StopwatchOptions;

export function createTogether(options: TogetherOptions): Together {
  const hands = createHands(options);
  options.onAsk(({ wish }) => {
    if (wish === 'lower-hand') hands.setRaised(false);
  });
  return {
    chat: createChat(options),
    hands,
    away: createAway(options),
    reactions: createReactions(options),
    stopwatch: createStopwatch(options),
  };
}
