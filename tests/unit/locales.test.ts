import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { LOCALES } from '../../src/shared/locales.ts';
import { ERROR_CODES } from '../../src/shared/result.ts';

type Catalogue = { [key: string]: string | Catalogue };

const read = (locale: string): Catalogue =>
  JSON.parse(readFileSync(`public/locales/${locale}.json`, 'utf8')) as Catalogue;

const flatten = (catalogue: Catalogue, prefix = ''): [string, string][] =>
  Object.entries(catalogue).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as [string, string]] : flatten(value, `${prefix}${key}.`),
  );

const withoutPlural = (key: string): string => key.replace(/_(?:zero|one|two|few|many|other)$/, '');

function sourcesIn(folder: string): string {
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .map((path) => (statSync(path).isDirectory() ? sourcesIn(path) : readFileSync(path, 'utf8')))
    .join('\n');
}

describe.each(LOCALES)('the catalogue %s', (locale) => {
  const entries = flatten(read(locale));
  const keys = new Set(entries.map(([key]) => withoutPlural(key)));

  test('has the same keys as English', () => {
    expect([...keys].sort()).toEqual([...new Set(flatten(read('en')).map(([key]) => withoutPlural(key)))].sort());
  });

  test('has every plural form that its language needs', () => {
    const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
    const all = new Set(entries.map(([key]) => key));
    const plurals = entries.filter(([key]) => withoutPlural(key) !== key).map(([key]) => withoutPlural(key));
    for (const key of plurals) for (const form of forms) expect(all).toContain(`${key}_${form}`);
  });

  test('uses the same variables as English', () => {
    const variables = (text: string): string[] => (text.match(/\{\{\w+\}\}/g) ?? []).sort();
    const english = new Map(flatten(read('en')).map(([key, text]) => [withoutPlural(key), variables(text)]));
    for (const [key, text] of entries) expect([key, variables(text)]).toEqual([key, english.get(withoutPlural(key))]);
  });

  test('has a sentence for every error code', () => {
    for (const code of ERROR_CODES) expect(keys).toContain(`errors.${code}`);
  });

  test('has no empty text', () => {
    expect(entries.filter(([, text]) => text.trim() === '')).toEqual([]);
  });
});

test('every key is used', () => {
  const sources = sourcesIn('src/client') + sourcesIn('src/server') + sourcesIn('views');
  // A key may be built, as in `notice.${type}`: then its beginning must stand in the sources.
  const isUsed = (key: string): boolean => {
    const parts = key.split('.');
    return (
      sources.includes(`'${key}'`) ||
      parts.some((_part, index) => index > 0 && sources.includes('`' + parts.slice(0, index).join('.') + '.${'))
    );
  };
  const keys = [...new Set(flatten(read('en')).map(([key]) => withoutPlural(key)))];
  expect(keys.filter((key) => !isUsed(key))).toEqual([]);
});
