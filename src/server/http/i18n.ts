import { readFileSync } from 'node:fs';
import { parseCookie } from 'cookie';
import type { Request } from 'express';
import i18next, { type TFunction } from 'i18next';
import { isLocale, LOCALE_COOKIE, LOCALES, type Locale } from '../../shared/locales.ts';

export type Translate = TFunction;

/** The language chosen in the lobby, else the browser's first that we speak. */
export function localeOf(request: Request): Locale {
  const chosen = parseCookie(request.headers.cookie ?? '')[LOCALE_COOKIE];
  if (isLocale(chosen)) return chosen;
  const accepted = request.acceptsLanguages(...LOCALES);
  return isLocale(accepted) ? accepted : LOCALES[0];
}

export interface Translations {
  translate(locale: Locale): Translate;
  catalogue(locale: Locale): Record<string, unknown>;
}

const readCatalogue = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;

/** Loads the catalogues that the page uses too. */
export function createTranslations(localesFolder: string): Translations {
  const catalogues = Object.fromEntries(
    LOCALES.map((locale) => [locale, readCatalogue(`${localesFolder}/${locale}.json`)]),
  );
  const resources = Object.fromEntries(LOCALES.map((locale) => [locale, { translation: catalogues[locale] ?? {} }]));
  const instance = i18next.createInstance();
  // EJS escapes what it prints.
  void instance.init({
    resources,
    fallbackLng: LOCALES[0],
    initAsync: false,
    // Error codes are keys, and have a colon in them.
    nsSeparator: false,
    interpolation: { escapeValue: false },
  });
  return {
    translate: (locale) => instance.getFixedT(locale),
    catalogue: (locale) => catalogues[locale] ?? {},
  };
}
