import { ChevronLeft, ChevronRight } from 'lucide';
import { useApp } from '../context.ts';
import { useT } from '../kit/i18n.ts';
import { Icon } from '../kit/icon.tsx';

/** Turns the pages of the stage, where there are more tiles than fit. */
export function Pager() {
  const { staging } = useApp();
  const t = useT();
  const { page, pages } = staging.places.value;
  if (pages < 2) return null;
  const isFirst = page === 0;
  const isLast = page === pages - 1;
  return (
    <div
      class={`pager pager--${staging.arrangement.value.type}`}
      role="group"
      aria-label={t('pages.title')}
      data-testid="pager"
    >
      <button
        type="button"
        class="icon-button"
        aria-label={t('pages.previous')}
        aria-disabled={isFirst}
        onClick={() => !isFirst && staging.turnTo(page - 1)}
      >
        <Icon of={ChevronLeft} />
      </button>
      <p class="pager__page" aria-live="polite">
        <span class="visually-hidden">{t('pages.page', { page: page + 1, pages })}</span>
        <span aria-hidden="true">
          {page + 1} / {pages}
        </span>
      </p>
      <button
        type="button"
        class="icon-button"
        aria-label={t('pages.next')}
        aria-disabled={isLast}
        onClick={() => !isLast && staging.turnTo(page + 1)}
      >
        <Icon of={ChevronRight} />
      </button>
    </div>
  );
}
