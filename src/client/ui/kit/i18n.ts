import { signal } from '@preact/signals';
import type { TFunction } from 'i18next';
import type en from '../../../../public/locales/en.json';
import { LOCALE_COOKIE, LOCALES, type Locale } from '../../../shared/locales.ts';
import type { PageData } from '../../../shared/page-data.ts';
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
/** The one that came with the page lacks what is said only by parts that are loaded on demand. */
const complete = new Set<Catalogue>();
let site: Pick<PageData, 'catalogueUrls' | 'basePath'>;

/** For components: they render again when the language changes. */
export const useT = (): TFunction => language.value.translate;

/** Outside components, for what is written once. */
export const translateNow = ((...key) => language.peek().translate(...key)) as TFunction;

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

/** Null where it is not to be had: offline, or a server with a new build, which has other addresses. */
async function fetchCatalogue(locale: Locale): Promise<Catalogue | null> {
  try {
    const response = await fetch(site.catalogueUrls[locale]);
    if (!response.ok) return null;
    const catalogue = (await response.json()) as Catalogue;
    complete.add(catalogue);
    return catalogue;
  } catch {
    return null;
  }
}

const fetching = new Map<Locale, Promise<Catalogue | null>>();

/** Several parts that are loaded at once ask once. */
async function loadCatalogue(locale: Locale): Promise<Catalogue | null> {
  const catalogue = fetching.get(locale) ?? fetchCatalogue(locale).finally(() => fetching.delete(locale));
  fetching.set(locale, catalogue);
  return catalogue;
}

/** Brings what dialogs and other parts loaded on demand say, in the language that is shown. Rejects where it is not to be had. */
export async function loadDialogTexts(): Promise<void> {
  const { locale } = language.peek();
  const known = catalogues.get(locale);
  if (known && complete.has(known)) return;
  const catalogue = await loadCatalogue(locale);
  if (!catalogue) throw new Error('the texts are not to be had');
  if (currentLocale() === locale && catalogues.get(locale) !== catalogue) show(locale, catalogue);
}

let newestChoice: Locale | null = null;

/**
 * Changes the language, and remembers it where the server sees it too. Of several choices the last one counts, in
 * whatever order their catalogues come. Without its catalogue the page stays in the language it has until it is loaded
 * again.
 */
export async function chooseLocale(locale: Locale): Promise<void> {
  newestChoice = locale;
  const secure = location.protocol === 'https:' ? '; secure' : '';
  document.cookie = `${LOCALE_COOKIE}=${locale}; path=${site.basePath}/; max-age=${YEAR_S}; samesite=lax${secure}`;
  const known = catalogues.get(locale);
  // A part that was loaded on demand may be shown.
  const catalogue = known && complete.has(known) ? known : await loadCatalogue(locale);
  if (catalogue && newestChoice === locale) show(locale, catalogue);
}
