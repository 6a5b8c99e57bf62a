import { Hand } from 'lucide';
import { nameOf } from '../../call/room/names.ts';
import { useApp } from '../context.ts';
import { useT } from '../kit/i18n.ts';
import { Icon } from '../kit/icon.tsx';

/** Who is next is what matters; a longer list would cover the faces. */
const MAX_SHOWN = 5;

/** Whose turn it is: raised hands in their order. Shown while there are any. */
export function HandQueue() {
  const { call, together } = useApp();
  const t = useT();
  const queue = together.hands.queue.value;
  const { selfId } = call.state.value;
  const nameIn = (id: string): string => {
    const name = nameOf(call.state.value, id) || t('guest');
    return id === selfId ? t('tile.self', { name }) : name;
  };
  const more = queue.length - MAX_SHOWN;
  return (
    <section class="pill" aria-label={t('hand.queue')}>
      <Icon of={Hand} size={18} />
      <ol data-testid="hand-queue">
        {queue.slice(0, MAX_SHOWN).map((id) => (
          <li key={id}>
            <bdi>{nameIn(id)}</bdi>
          </li>
        ))}
      </ol>
      {more > 0 && <span>{t('hand.more', { number: more })}</span>}
    </section>
  );
}
