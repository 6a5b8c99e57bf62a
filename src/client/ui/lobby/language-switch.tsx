import { LOCALES } from '../../../shared/locales.ts';
import { chooseLocale, currentLocale, useT } from '../kit/i18n.ts';

export function LanguageSwitch() {
  const t = useT();
  return (
    <div class="language" role="group" aria-label={t('language.label')}>
      {LOCALES.map((locale) => (
        <button
          key={locale}
          type="button"
          lang={locale}
          aria-pressed={locale === currentLocale()}
          onClick={() => void chooseLocale(locale)}
        >
          {t(`language.${locale}`)}
        </button>
      ))}
    </div>
  );
}
