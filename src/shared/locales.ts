/** Languages the page speaks; the first is the fallback. */
export const LOCALES = ['en', 'ko'] as const;

export type Locale = (typeof LOCALES)[number];

export const isLocale = (value: unknown): value is Locale => LOCALES.some((locale) => locale === value);

/** Holds the language chosen in the lobby, so that the server already renders and preloads the right one. */
export const LOCALE_COOKIE = 'madang-locale';
