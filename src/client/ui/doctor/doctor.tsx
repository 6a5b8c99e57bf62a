import { render } from 'preact';
import type { PageData } from '../../../shared/page-data.ts';
import { conclusionOf } from '../../call/doctor/conclusion.ts';
import { STEPS } from '../../call/doctor/examination.ts';
import { Brand } from '../kit/brand.tsx';
import { CopyButton } from '../kit/copy-button.tsx';
import { currentLocale, useT } from '../kit/i18n.ts';
import { BasePath, usePathTo } from '../kit/base-path.ts';
import { LanguageSwitch } from '../lobby/language-switch.tsx';
import { Unsupported } from '../room/unsupported.tsx';
import type { DoctorContext } from './context.ts';
import { reportText } from './report.ts';
import { StepRow } from './step.tsx';

function Conclusion({ examination }: Pick<DoctorContext, 'examination'>) {
  const t = useT();
  const text = (): string =>
    reportText(t, examination.steps.peek(), {
      server: location.origin,
      browser: navigator.userAgent,
      at: new Date().toLocaleString(currentLocale()),
    });
  const conclusion = conclusionOf(examination.steps.value);
  return (
    <>
      <p class="doctor__conclusion" data-testid="conclusion" data-conclusion={conclusion}>
        {t(`doctor.conclusion.${conclusion}`)}
      </p>
      <CopyButton text={text} label={t('doctor.copy')} copied={t('quality.copied')} />
    </>
  );
}

function Doctor({ context }: { context: DoctorContext }) {
  const t = useT();
  const pathTo = usePathTo();
  const { examination, room } = context;
  const phase = examination.phase.value;
  return (
    <div class="doctor">
      <header class="lobby__header">
        <Brand />
        <LanguageSwitch />
      </header>
      <main class="doctor__main">
        <h1>{t('doctor.title')}</h1>
        <p class="doctor__hint">{t('doctor.hint')}</p>
        <ol class="doctor__steps">
          {STEPS.map((id) => (
            <StepRow key={id} id={id} context={context} />
          ))}
        </ol>
        <div class="doctor__result" role="status">
          {phase === 'done' && <Conclusion examination={examination} />}
        </div>
        <p class="doctor__actions">
          {phase !== 'running' && (
            <button
              type="button"
              class={`button ${phase === 'ready' ? 'button--primary' : ''}`}
              data-testid="start"
              onClick={() => void examination.start()}
            >
              {t(phase === 'ready' ? 'doctor.start' : 'doctor.again')}
            </button>
          )}
          <a class="button" href={pathTo(`/${encodeURIComponent(room ?? '')}`)}>
            {t(room === null ? 'app.newRoom' : 'doctor.back')}
          </a>
        </p>
      </main>
    </div>
  );
}

/** @param context null in a browser that has no WebRTC, and so nothing to check */
export function mountDoctor(
  root: HTMLElement,
  { basePath }: Pick<PageData, 'basePath'>,
  context: DoctorContext | null,
): void {
  root.textContent = '';
  render(
    <BasePath.Provider value={basePath}>{context ? <Doctor context={context} /> : <Unsupported />}</BasePath.Provider>,
    root,
  );
}
