import type { TFunction } from 'i18next';
import { conclusionOf } from '../../call/doctor/conclusion.ts';
import { STEPS, type Examination, type StepId, type StepState } from '../../call/doctor/examination.ts';

/** How a step stands, in a word or a figure. */
export function statusText(t: TFunction, step: StepState): string {
  if (step.status === 'ok' && step.ms !== null) return t('doctor.okMs', { ms: Math.max(1, Math.round(step.ms)) });
  return step.status === 'waiting' ? '' : t(`doctor.status.${step.status}`);
}

/** What to say of a step beyond its status: what to do now, or what to do about it. */
export function adviceText(t: TFunction, id: StepId, step: StepState): string | null {
  if (step.status === 'failed') return t(`doctor.problem.${step.problem}`);
  if (step.status === 'running' && id === 'microphone') return t('doctor.saySomething');
  if (step.status === 'running' && id === 'speaker') return t('doctor.didYouHear');
  return null;
}

/** The whole result as a text to send to the operator of the server. It holds no addresses of people. */
export function reportText(
  t: TFunction,
  steps: Examination['steps']['value'],
  about: { readonly server: string; readonly browser: string; readonly at: string },
): string {
  const lines = STEPS.map((id) => {
    const advice = steps[id].status === 'failed' ? ` ${adviceText(t, id, steps[id]) ?? ''}` : '';
    return `${t(`doctor.step.${id}`)}: ${statusText(t, steps[id])}${advice && `.${advice}`}`;
  });
  return [
    `${t('doctor.title')}: ${t(`doctor.conclusion.${conclusionOf(steps)}`)}`,
    '',
    ...lines,
    '',
    `${about.server}, ${about.at}`,
    about.browser,
  ].join('\n');
}
