import { Check, X } from 'lucide';
import { Avatar } from '../kit/avatar.tsx';
import { nameOf } from '../../call/room/names.ts';
import { useApp } from '../context.ts';
import { useT } from '../kit/i18n.ts';
import { Icon } from '../kit/icon.tsx';
import { shorten } from '../kit/shorten.ts';

/** More would cover the faces; the others come up as these are answered. */
const MAX_SHOWN = 3;

/** Who knocks at the locked room, for everybody inside to answer. */
export function Knocks() {
  const { call } = useApp();
  const t = useT();
  const { knocks } = call.state.value.roster;
  const more = knocks.length - MAX_SHOWN;

  return (
    <section class="knocks" aria-label={t('knock.title')} aria-live="polite" data-testid="knocks">
      {knocks.slice(0, MAX_SHOWN).map(({ id }) => {
        const name = nameOf(call.state.value, id) || t('guest');
        const answer = (isAdmitted: boolean): void => call.answerKnock({ id, isAdmitted });
        return (
          <div key={id} class="knock">
            <Avatar id={id} name={name} />
            <p class="knock__words">{t('knock.asks', { name: shorten(name) })}</p>
            <button
              type="button"
              class="button button--primary"
              aria-label={t('knock.admitNamed', { name })}
              onClick={() => answer(true)}
            >
              <Icon of={Check} size={20} /> {t('knock.admit')}
            </button>
            <button
              type="button"
              class="icon-button"
              aria-label={t('knock.refuseNamed', { name })}
              title={t('knock.refuse')}
              onClick={() => answer(false)}
            >
              <Icon of={X} size={20} />
            </button>
          </div>
        );
      })}
      {more > 0 && <p class="knock__more">{t('knock.more', { number: more })}</p>}
    </section>
  );
}
