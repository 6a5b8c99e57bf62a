import { useT } from './i18n.ts';
import { usePathTo } from './base-path.ts';

/** 마당, a courtyard: four sides, and people meet in the middle. The same shape as public/icons/icon.svg. */
function Logo() {
  return (
    <svg class="logo" viewBox="0 0 64 64" aria-hidden="true">
      <rect class="logo__ground" width="64" height="64" rx="18" />
      <rect class="logo__court" x="15" y="15" width="34" height="34" rx="8" />
      <circle class="logo__meet" cx="32" cy="32" r="5" />
    </svg>
  );
}

export function Brand() {
  const t = useT();
  const pathTo = usePathTo();
  return (
    <a class="brand" href={pathTo('/')} aria-label={t('app.home')}>
      <Logo />
      <span>{t('app.name')}</span>
    </a>
  );
}
