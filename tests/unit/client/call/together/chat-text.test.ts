import { describe, expect, test } from '@jest/globals';
import { tidyChatText } from '../../../../../src/client/call/together/chat-text.ts';

describe('what somebody wrote', () => {
  test.each([
    ['keeps line breaks', 'a\nb', 'a\nb'],
    ['knows the line breaks of every system', 'a\r\nb\rc\u2028d', 'a\nb\nc\nd'],
    ['keeps one blank line of many', 'a\n\n\n \n\nb', 'a\n\nb'],
    ['keeps the indent of its first line', '\n\n  a', '  a'],
    ['loses white space at its end', 'a \n ', 'a'],
    ['loses characters that control or turn text', 'a\u0000\u001b[2J\u202eb\u2067c\ufeff', 'a[2Jbc'],
    ['keeps emoji that are joined', '👩‍👩‍👧 👍🏽 🇰🇷', '👩‍👩‍👧 👍🏽 🇰🇷'],
    ['keeps every script', '안녕 שלום 你好 नमस्ते', '안녕 שלום 你好 नमस्ते'],
    ['loses half characters', 'a\ud800b\udc00', 'ab'],
    ['is nothing when there is nothing to see', ' \n\u200b\u200d\u3164\u2060\n ', ''],
  ])('%s', (_what, raw, tidy) => {
    expect(tidyChatText(raw)).toBe(tidy);
  });

  test('is the same when it is tidied again', () => {
    const once = tidyChatText('\n\n a\r\n\r\n\r\n\u202e b \n');
    expect(tidyChatText(once)).toBe(once);
  });
});
