import type { TFunction } from 'i18next';

/** Strings by key, in i18next's format: parts of a key are nested. */
export type Catalogue = Readonly<Record<string, unknown>>;

type Values = Readonly<Record<string, string | number>>;

function textAt(catalogue: Catalogue, key: string): string | null {
  let found: unknown = catalogue;
  for (const part of key.split('.')) found = (found as Catalogue | undefined)?.[part];
  return typeof found === 'string' ? found : null;
}

/**
 * The two things of i18next that our catalogues use, `{{name}}` and plurals by `count`, for a page that waits for
 * every kilobyte of its first load: i18next itself would be a seventh of it. Keys and values are checked by its types.
 * @see https://www.i18next.com/misc/json-format
 */
export function createTranslate(locale: string, catalogue: Catalogue): TFunction {
  const plurals = new Intl.PluralRules(locale);
  const translate = (key: string, values: Values = {}): string => {
    const { count } = values;
    const plural = typeof count === 'number' ? textAt(catalogue, `${key}_${plurals.select(count)}`) : null;
    const text = plural ?? textAt(catalogue, key) ?? key;
    return text.replaceAll(/\{\{(\w+)\}\}/g, (_whole, name: string) => `${values[name] ?? ''}`);
  };
  return translate as TFunction;
}
