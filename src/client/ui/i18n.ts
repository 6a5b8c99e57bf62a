import { signal } from '@preact/signals';
import type { TFunction } from 'i18next';
import type en from '../../../public/locales/en.json';
import { LOCALE_COOKIE, LOCALES, type Locale } from '../../shared/locales.ts';
import type { PageData } from '../../shared/page-data.ts';
import { createTranslate, type Catalogue } from './translate.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    nsSeparator: false;
    resources: { translation: typeof en };
  }
}

interface Language {
  readonly locale: Locale;
  readonly translate: TFunction;
}

const YEAR_S = 365 * 24 * 60 * 60;

const language = signal<Language>({ locale: LOCALES[0], translate: createTranslate(LOCALES[0], {}) });
const catalogues = new Map<Locale, Catalogue>();
let site: Pick<PageData, 'catalogueUrls' | 'basePath'>;

/** For components: they render again when the language changes. */
export const useT = (): TFunction => language.value.translate;

export const currentLocale = (): Locale => language.peek().locale;

function show(locale: Locale, catalogue: Catalogue): void {
  catalogues.set(locale, catalogue);
  document.documentElement.lang = locale;
  language.value = { locale, translate: createTranslate(locale, catalogue) };
}

/** Starts in the language of the page, whose strings came with it. */
export function startLocale(page: Pick<PageData, 'locale' | 'catalogue' | 'catalogueUrls' | 'basePath'>): void {
  site = page;
  show(page.locale, page.catalogue);
}

/** Changes the language, and remembers it where the server sees it too. */
export async function chooseLocale(locale: Locale): Promise<void> {
  const secure = location.protocol === 'https:' ? '; secure' : '';
  document.cookie = `${LOCALE_COOKIE}=${locale}; path=${site.basePath}/; max-age=${YEAR_S}; samesite=lax${secure}`;
  const known = catalogues.get(locale);
  show(locale, known ?? ((await (await fetch(site.catalogueUrls[locale])).json()) as Catalogue));
}
