import { Check, Minus, X } from 'lucide';
import type { StepId, StepState } from '../../call/doctor/examination.ts';
import { Icon } from '../kit/icon.tsx';
import { useT } from '../kit/i18n.ts';
import { Video } from '../tile/video.tsx';
import type { DoctorContext } from './context.ts';
import { adviceText, statusText } from './report.ts';

function StatusMark({ status }: { status: StepState['status'] }) {
  switch (status) {
    case 'ok':
      return <Icon of={Check} size={20} />;
    case 'failed':
      return <Icon of={X} size={20} />;
    case 'absent':
      return <Icon of={Minus} size={20} />;
    case 'running':
      return <span class="pulse" />;
    case 'waiting':
      return null;
  }
}

function SpeakerQuestion({ speaker }: Pick<DoctorContext, 'speaker'>) {
  const t = useT();
  return (
    <p class="step__answers">
      <button type="button" class="button button--primary" onClick={() => speaker.answer(true)}>
        {t('doctor.heard')}
      </button>
      <button type="button" class="button" onClick={() => speaker.answer(false)}>
        {t('doctor.notHeard')}
      </button>
      <button type="button" class="button" onClick={() => speaker.play()}>
        {t('doctor.playAgain')}
      </button>
    </p>
  );
}

/** What a person has to see or do for a step while it runs. */
function Trial({ id, context }: { id: StepId; context: DoctorContext }) {
  const t = useT();
  switch (id) {
    case 'microphone':
      return (
        <meter class="step__level" min={0} max={1} value={context.level.value} aria-label={t('lobby.level')}>
          {context.level.value}
        </meter>
      );
    case 'speaker':
      return <SpeakerQuestion speaker={context.speaker} />;
    default:
      return null;
  }
}

export function StepRow({ id, context }: { id: StepId; context: DoctorContext }) {
  const t = useT();
  const step = context.examination.steps.value[id];
  const advice = adviceText(t, id, step);
  const picture = id === 'camera' ? context.picture.value : null;
  return (
    <li class={`step step--${step.status}`} data-testid={`step-${id}`} data-status={step.status}>
      <span class="step__mark" aria-hidden="true">
        <StatusMark status={step.status} />
      </span>
      <span class="step__name">{t(`doctor.step.${id}`)}</span>
      <span class="step__status">{statusText(t, step)}</span>
      {advice !== null && <p class="step__advice">{advice}</p>}
      {picture && (
        <div class="step__picture">
          <Video stream={picture} isMirrored />
        </div>
      )}
      {step.status === 'running' && <Trial id={id} context={context} />}
    </li>
  );
}
