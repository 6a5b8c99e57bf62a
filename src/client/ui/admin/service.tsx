import { useSignal } from '@preact/signals';
import { MAX_NOTICE_CODE_POINTS } from '../../../shared/admin/admin.ts';
import { useT } from '../kit/i18n.ts';
import { Switch } from '../kit/switch.tsx';
import { useAct, useAdmin } from './context.ts';

/** A sentence to everybody who is in a call. */
function Say() {
  const t = useT();
  const act = useAct();
  const text = useSignal('');
  const isSaid = useSignal(false);

  const say = async (words: string): Promise<void> => {
    const isDone = await act({ type: 'say', text: words });
    isSaid.value = isDone && words !== '';
    if (isDone) text.value = '';
  };

  return (
    <form
      class="admin__say"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.value.trim() !== '') void say(text.value);
      }}
    >
      <label class="field">
        <span>{t('admin.say')}</span>
        <input
          value={text}
          maxLength={MAX_NOTICE_CODE_POINTS}
          placeholder={t('admin.sayPlaceholder')}
          autocomplete="off"
          data-testid="admin-say"
          onInput={(event) => (text.value = event.currentTarget.value)}
        />
      </label>
      <button type="submit" class="button button--primary">
        {t('admin.saySubmit')}
      </button>
      <button type="button" class="button" onClick={() => void say('')}>
        {t('admin.unsay')}
      </button>
      <p class="admin__hint" role="status">
        {isSaid.value ? t('admin.said') : t('admin.sayHint')}
      </p>
    </form>
  );
}

function Maintenance() {
  const { figures } = useAdmin();
  const t = useT();
  const act = useAct();
  const isOn = figures.value?.isMaintained ?? false;
  return (
    <Switch
      label={t('admin.maintenance')}
      hint={t(isOn ? 'admin.maintenanceOn' : 'admin.maintenanceHint')}
      isOn={isOn}
      testId="admin-maintain"
      onChange={(next) => void act({ type: 'maintain', isOn: next })}
    />
  );
}

export function Service() {
  const t = useT();
  return (
    <section class="admin__section" aria-labelledby="service-title">
      <h2 id="service-title">{t('admin.service')}</h2>
      <Say />
      <Maintenance />
    </section>
  );
}
