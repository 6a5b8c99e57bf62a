import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { NOTICES, type NoticeType } from '../../../../../src/client/call/notices/notice.ts';
import { createTranslate, type Catalogue } from '../../../../../src/client/ui/kit/translate.ts';
import { wordsOf, wordsOutside } from '../../../../../src/client/ui/notices/notice-words.ts';
import { LOCALES } from '../../../../../src/shared/locales.ts';

const TYPES = Object.keys(NOTICES) as NoticeType[];
const translate = (locale: (typeof LOCALES)[number]) =>
  createTranslate(locale, JSON.parse(readFileSync(`public/locales/${locale}.json`, 'utf8')) as Catalogue);

describe.each(LOCALES)('notices in %s', (locale) => {
  const t = translate(locale);

  test.each(TYPES)('%s has words, with nothing left to fill in', (type) => {
    const words = wordsOf({ type, name: 'Bob', detail: 'blue' }, t);
    expect(words).not.toMatch(/notice\.|\{\{/);
    expect(words.length).toBeGreaterThan(3);
  });

  test('tell outside of the page of arrivals, knocks, messages and files', () => {
    const told = TYPES.filter((type) => wordsOutside({ type }, t) !== null);
    expect(told).toEqual(['joined', 'knocked', 'message', 'privateMessage', 'file.offered']);
  });

  test('never tell outside of the page what somebody wrote', () => {
    for (const type of TYPES.filter((each) => each !== 'file.offered'))
      expect(wordsOutside({ type, name: 'Bob', detail: 'secret' }, t) ?? '').not.toContain('secret');
    expect(wordsOutside({ type: 'message', name: 'Bob', detail: 'secret' }, t)).toContain('Bob');
  });
});

test('a guest is called a guest, and long words are cut', () => {
  const t = translate('en');
  expect(wordsOf({ type: 'joined', name: '' }, t)).toBe('Guest joined');
  expect(wordsOf({ type: 'message', name: 'Bob', detail: 'x'.repeat(81) }, t)).toBe(`Bob: ${'x'.repeat(80)}…`);
  expect(wordsOf({ type: 'file.over', detail: 'x'.repeat(81) }, t)).toBe('x'.repeat(81));
});
