import { expect, test } from '@jest/globals';
import { CHAT_EMOJI, REACTION_EMOJI } from '../../../../../src/client/ui/chat/emoji.ts';

test('every emoji is coloured: by itself, or because it says so', () => {
  const isColoured = (emoji: string): boolean => /^(?:\p{Emoji_Presentation}|\p{Emoji}\uFE0F)$/u.test(emoji);
  expect([...CHAT_EMOJI, ...Object.values(REACTION_EMOJI)].filter((emoji) => !isColoured(emoji))).toEqual([]);
});
