import { Check, X } from 'lucide';
import { nameOf } from '../../call/room/names.ts';
import { useApp } from '../context.ts';
import { Avatar } from '../kit/avatar.tsx';
import { useT } from '../kit/i18n.ts';
import { Icon } from '../kit/icon.tsx';

/** Those who knock, to be answered one by one or all at once. */
export function Visitors() {
  const { call } = useApp();
  const t = useT();
  const { knocks } = call.state.value.roster;
  if (knocks.length === 0 || !call.hosting.isDoorkeeper.value) return null;
  const answer = (id: string, isAdmitted: boolean): void => call.answerKnock({ id, isAdmitted });

  return (
    <section class="visitors" aria-label={t('knock.title')} data-testid="visitors">
      <h3>{t('knock.title')}</h3>
      <ul>
        {knocks.map(({ id }) => {
          const name = nameOf(call.state.value, id) || t('guest');
          return (
            <li key={id} class="visitor">
              <Avatar id={id} name={name} />
              <bdi class="visitor__name">{name}</bdi>
              <button
                type="button"
                class="icon-button visitor__admit"
                aria-label={t('knock.admitNamed', { name })}
                title={t('knock.admit')}
                onClick={() => answer(id, true)}
              >
                <Icon of={Check} size={20} />
              </button>
              <button
                type="button"
                class="icon-button"
                aria-label={t('knock.refuseNamed', { name })}
                title={t('knock.refuse')}
                onClick={() => answer(id, false)}
              >
                <Icon of={X} size={20} />
              </button>
            </li>
          );
        })}
      </ul>
      {knocks.length > 1 && (
        <button
          type="button"
          class="button button--primary"
          data-testid="admit-all"
          onClick={() => knocks.forEach(({ id }) => answer(id, true))}
        >
          {t('people.admitAll')}
        </button>
      )}
    </section>
  );
}
