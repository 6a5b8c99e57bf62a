import type { ReactionKind } from '../../call/together/reactions.ts';

/*
 * Characters that are text by themselves, such as ❤, are followed by U+FE0F, which makes an emoji of them:
 * https://unicode.org/reports/tr51/#Emoji_Presentation
 */

export const REACTION_EMOJI: Readonly<Record<ReactionKind, string>> = {
  'thumbs-up': '👍',
  heart: '❤\uFE0F',
  clap: '👏',
  laugh: '😂',
  surprise: '😮',
  party: '🎉',
};

/** The ones that people send most; keyboards have the others. */
export const CHAT_EMOJI = '😀 😂 😊 😍 🤔 😅 😭 😮 😴 🙏 👍 👎 👏 👋 🙌 💪 ❤\uFE0F 🔥 🎉 ✅ ❌ 👀 ☕ 💡'.split(' ');
