import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { LOCALES } from '../../src/shared/locales.ts';
import { OUTSIDE_DIALOGS } from '../../src/server/http/pages.ts';
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

/** The source of everything that is loaded before any dialog: what these files import, and what that imports. */
function sourcesLoadedWith(...entries: string[]): string[] {
  const sources = new Map<string, string>();
  const waiting = entries.map((entry) => resolve(entry));
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (sources.has(file)) continue;
    const source = readFileSync(file, 'utf8');
    sources.set(file, source);
    for (const [, path = ''] of source.matchAll(/^(?:import|export) (?!type )[^;]*?'(\.[^']+\.tsx?)';/gm))
      waiting.push(resolve(dirname(file), path));
  }
  return [...sources.values()];
}

test('what is there before any dialog says only what came with the page', () => {
  const sources = sourcesLoadedWith('src/client/main.ts', 'src/client/start/screen.ts');
  expect(sources.length).toBeGreaterThan(100);
  const said = sources.flatMap((source) => [...source.matchAll(/['`]([a-z]\w+)\.(\w+)[\w.${}]*['`]/g)]);
  const missing = said.filter(([, section = '', key = '']) => OUTSIDE_DIALOGS[section]?.includes(key) === false);
  expect(missing.map(([whole]) => whole)).toEqual([]);
});
