import { describe, expect, test } from '@jest/globals';
import { safeFileName } from '../../../../../src/client/call/files/file-name.ts';

describe('a file name from somebody else', () => {
  test.each([
    ['stays as it is', 'Quarterly report (final).pdf', 'Quarterly report (final).pdf'],
    ['stays in any script', '회의록 2026년 8월.hwp', '회의록 2026년 8월.hwp'],
    ['keeps its emoji', '👩‍💻 notes.txt', '👩‍💻 notes.txt'],
    ['is composed', 'caf\u0065\u0301.txt', 'café.txt'],
    ['loses its folders', '../../etc/passwd', 'passwd'],
    ['loses folders of Windows', 'C:\\Windows\\system32\\evil.dll', 'evil.dll'],
    ['cannot turn its extension around', 'invoice\u202efdp.exe', 'invoicefdp.exe'],
    ['cannot isolate text either', 'a\u2066b\u2069.txt', 'ab.txt'],
    ['has no invisible characters', 'a\u200bb\u0000c\nd\u{e0041}.txt', 'abcd.txt'],
    ['has no characters that systems refuse', 'a<b>:"c|?*.txt', 'a_b___c___.txt'],
    ['is not hidden', '.bashrc', 'bashrc'],
    ['does not end in what Windows drops', 'setup.exe. . ', 'setup.exe'],
    ['is no device', 'con.txt', '_con.txt'],
    ['has one space at a time', 'a \u00a0\u3000 b.txt', 'a b.txt'],
    ['may be nothing', '../..', ''],
    ['may be nothing visible', '\u202e\u200b', ''],
  ])('%s: %j', (_what, name, safe) => {
    expect(safeFileName(name)).toBe(safe);
  });

  test('is shortened before its extension, and not inside a character', () => {
    expect(safeFileName(`${'a'.repeat(300)}.tar`)).toBe(`${'a'.repeat(75)}….tar`);
    const shortened = safeFileName(`x${'😀'.repeat(100)}.png`);
    expect(shortened).toMatch(/^x(?:😀)+….png$/u);
    expect(shortened.length).toBeLessThanOrEqual(80);
    expect(safeFileName('.'.repeat(500))).toBe('');
  });
});
