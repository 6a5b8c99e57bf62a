import { nameOf } from '../../call/room/names.ts';
import type { Signal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { ChatPerson } from '../../call/together/chat.ts';
import { useApp } from '../context.ts';
import { useT } from '../kit/i18n.ts';

const EVERYONE = '';

/**
 * Everyone, or one person. Somebody who leaves while a message to them is being written stays chosen, so that it does
 * not go to everyone instead.
 */
export function ChatRecipient({ to }: { to: Signal<ChatPerson | null> }) {
  const { call } = useApp();
  const t = useT();
  const id = useId();
  const present = [...call.state.value.links.keys()].map((each) => ({
    id: each,
    name: nameOf(call.state.value, each),
  }));
  const chosen = to.value;
  const isGone = chosen !== null && !present.some((person) => person.id === chosen.id);
  if (present.length === 0 && !isGone) return <p class="composer__to">{t('chat.nobody')}</p>;

  return (
    <p class="composer__to">
      <label for={id}>{t('chat.to')}</label>
      <select
        id={id}
        value={chosen?.id ?? EVERYONE}
        onChange={({ currentTarget }) => {
          to.value = present.find((person) => person.id === currentTarget.value) ?? null;
        }}
      >
        <option value={EVERYONE}>{t('chat.everyone')}</option>
        {present.map((person) => (
          <option key={person.id} value={person.id}>
            {person.name || t('guest')}
          </option>
        ))}
        {isGone && <option value={chosen.id}>{t('chat.gone', { name: chosen.name || t('guest') })}</option>}
      </select>
    </p>
  );
}
