import { useApp } from '../context.ts';
import { useT } from '../kit/i18n.ts';

/** Over whatever is shown. A reload brings somebody in a call back into it. */
export function NewVersionOffer() {
  const { newVersion } = useApp();
  const t = useT();
  return (
    <div class="new-version" role="status" data-testid="new-version">
      <p>{t('newVersion.text')}</p>
      <button
        type="button"
        class="button button--primary"
        data-testid="new-version-reload"
        onClick={() => location.reload()}
      >
        {t('newVersion.reload')}
      </button>
      <button type="button" class="button" onClick={newVersion.decline}>
        {t('newVersion.later')}
      </button>
    </div>
  );
}
