import { usePathTo } from '../kit/base-path.ts';
import { currentLocale, useT } from '../kit/i18n.ts';
import { useAdmin } from './context.ts';

/** The last lines of the log that somebody should know of; the newest first. */
export function Warnings() {
  const { versions, warnings, prepareSocketIoPage } = useAdmin();
  const t = useT();
  const pathTo = usePathTo();
  const format = new Intl.DateTimeFormat(currentLocale(), { dateStyle: 'short', timeStyle: 'medium' });
  return (
    <section class="admin__section" aria-labelledby="warnings-title">
      <h2 id="warnings-title">{t('admin.warnings')}</h2>
      {warnings.value.length === 0 && <p class="admin__empty">{t('admin.noWarnings')}</p>}
      <ol class="warnings" data-testid="admin-warnings">
        {[...warnings.value].reverse().map(({ time, level, text }, index) => (
          <li key={index} class={`warning warning--${level}`}>
            <time dateTime={time}>{format.format(new Date(time))}</time>
            <span class="warning__level">{level}</span>
            <span class="warning__text">{text}</span>
          </li>
        ))}
      </ol>
      <p class="admin__versions">
        {Object.entries(versions)
          .map(([name, version]) => `${name} ${version}`)
          .join(' · ')}
      </p>
      <p>
        <a class="admin__link" href={pathTo('/admin/socketio/')} onClick={prepareSocketIoPage}>
          {t('admin.socketIoPage')}
        </a>
      </p>
    </section>
  );
}
