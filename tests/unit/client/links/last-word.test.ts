import { expect, test } from '@jest/globals';
import { lastWord } from '../../../../src/client/links/last-word.ts';

test.each([
  ['Could not connect to peer 0123-4567', '0123-4567'],
  ['alone', 'alone'],
  ['nothing behind ', ''],
  ['', ''],
])('the last word of “%s”', (text, word) => {
  expect(lastWord(text)).toBe(word);
});
