import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import i18next, { type i18n } from 'i18next';
import { createTranslate, type Catalogue } from '../../../../../src/client/ui/kit/translate.ts';
import { LOCALES } from '../../../../../src/shared/locales.ts';

const keysOf = (catalogue: Catalogue, prefix = ''): string[] =>
  Object.entries(catalogue).flatMap(([key, value]) =>
    typeof value === 'string' ? [prefix + key] : keysOf(value as Catalogue, `${prefix}${key}.`),
  );

describe.each(LOCALES)('in %s the page translates as i18next does', (locale) => {
  const catalogue = JSON.parse(readFileSync(`public/locales/${locale}.json`, 'utf8')) as Catalogue;
  const keys = [...new Set(keysOf(catalogue).map((key) => key.replace(/_(?:one|other)$/, '')))];
  let reference: i18n;
  beforeAll(async () => {
    reference = i18next.createInstance();
    await reference.init({
      lng: locale,
      resources: { [locale]: { translation: catalogue } },
      nsSeparator: false,
      interpolation: { escapeValue: false },
    });
  });

  test.each([0, 1, 2, 21])('every text, with a count of %i', (count) => {
    const names = [...new Set(JSON.stringify(catalogue).match(/(?<=\{\{)\w+(?=\}\})/g))];
    const values = { ...Object.fromEntries(names.map((name) => [name, `<${name}> $&`])), count };
    const ours = createTranslate(locale, catalogue) as (key: string, values: object) => string;
    const theirs = reference.t.bind(reference) as unknown as typeof ours;
    for (const key of keys) expect([key, ours(key, values)]).toEqual([key, theirs(key, values)]);
  });
});

test('a key that is not there stands for itself', () => {
  const translate = createTranslate('en', { a: { b: 'text' } }) as (key: string) => string;
  expect(['a', 'a.b', 'a.c', 'x.y.z'].map(translate)).toEqual(['a', 'text', 'a.c', 'x.y.z']);
});
