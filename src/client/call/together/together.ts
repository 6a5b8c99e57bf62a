import { createAway, type Away, type AwayOptions } from './away.ts';
import { createChat, type Chat, type ChatOptions } from './chat.ts';
import { createHands, type Hands, type HandsOptions } from './hands.ts';
import { createReactions, type Reactions, type ReactionsOptions } from './reactions.ts';

/** What people do together beside seeing and hearing each other. */
export interface Together {
  readonly chat: Chat;
  readonly hands: Hands;
  readonly away: Away;
  readonly reactions: Reactions;
}

export type TogetherOptions = ChatOptions & HandsOptions & AwayOptions & ReactionsOptions;

export const createTogether = (options: TogetherOptions): Together => ({
  chat: createChat(options),
  hands: createHands(options),
  away: createAway(options),
  reactions: createReactions(options),
});
