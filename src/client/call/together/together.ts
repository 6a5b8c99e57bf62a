import { createAway, type Away, type AwayOptions } from './away.ts';
import { createChat, type Chat, type ChatOptions } from './chat.ts';
import type { Hosting } from '../hosting/hosting.ts';
import { createHands, type Hands, type HandsOptions } from './hands.ts';
import { createReactions, type Reactions, type ReactionsOptions } from './reactions.ts';
import { createStopwatch, type Stopwatch, type StopwatchNews, type StopwatchOptions } from './stopwatch.ts';

/** What one of the others has done, or what has happened to all: told in words, and with a sound where it has one. */
export interface TogetherNews {
  /** Its words are `notice.<type>` in the locales. */
  readonly type: 'hand' | `stopwatch.${StopwatchNews['type']}`;
  /** Of the participant. */
  readonly name: string;
  readonly chime: 'hand' | 'time' | null;
}

/** What people do together beside seeing and hearing each other. */
export interface Together {
  readonly chat: Chat;
  readonly hands: Hands;
  readonly away: Away;
  readonly reactions: Reactions;
  readonly stopwatch: Stopwatch;
  /** Hears of it all; returns what ends the listening. Chat is told by itself: its messages may be read already. */
  onNews(listener: (news: TogetherNews) => void): () => void;
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
  const chat = createChat(options);
  const hands = createHands(options);
  options.onAsk(({ wish }) => {
    if (wish === 'lower-hand') hands.setRaised(false);
  });
  const away = createAway(options);
  const reactions = createReactions(options);
  const stopwatch = createStopwatch(options);
  return {
    chat,
    hands,
    away,
    reactions,
    stopwatch,
    onNews(listener) {
      const stops = [
        hands.onRaised((name) => listener({ type: 'hand', name, chime: 'hand' })),
        stopwatch.onNews(({ type, name }) =>
          listener({ type: `stopwatch.${type}`, name, chime: type === 'ended' ? 'time' : null }),
        ),
      ];
      return () => stops.forEach((stop) => stop());
    },
  };
}
