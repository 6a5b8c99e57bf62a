import { describe, expect, test } from '@jest/globals';
import { tidyName } from '../../../src/shared/participant-name.ts';

describe('a participant name', () => {
  test.each([
    ['keeps what a person typed', 'Anna-Lena O’Neil', 'Anna-Lena O’Neil'],
    ['keeps markup as the text it is', '<script>alert(1)</script>', '<script>alert(1)</script>'],
    ['composes Korean', '철수'.normalize('NFD'), '철수'],
    ['loses space around and repeated inside', '  Bob \t  Smith\n', 'Bob Smith'],
    ['loses characters that turn the text around them', 'evil\u202etxt.exe', 'evil txt.exe'],
    ['loses control characters', 'a\u0000b\u001bc', 'a b c'],
    ['may be empty', ' \u200b ', ''],
    ['is empty where there is nothing to see', '\u115f \u3164\uffa0\u1160', ''],
    ['is empty where there is nothing to see but marks', '\u2800\u0301\ufe0f\u00ad', ''],
    ['loses half characters', 'B\ud800ob\udc00', 'Bob'],
    ['is cut at 40 characters, not inside one', '😀'.repeat(50), '😀'.repeat(40)],
    ['has no space left where it was cut', `${'a'.repeat(39)} b`, 'a'.repeat(39)],
    ['is found in a text of any length', 'Kim'.padEnd(5_000_000, ' a'), `Kim${' a'.repeat(18)}`],
  ])('%s', (_what, raw, expected) => {
    expect(tidyName(raw)).toBe(expected);
  });
});

test.each([
  ['soft hyphens', 'A\u00adna', 'A na'],
  ['tags', 'Ana\u{e0041}\u{e007f}', 'Ana'],
  ['towers of marks', `A${'\u0301'.repeat(50)}`, `Á${'\u0301'.repeat(4)}`],
])('a name loses what hides in it or covers others: %s', (_what, given, shown) => {
  expect(tidyName(given)).toBe(shown.normalize('NFC'));
});
