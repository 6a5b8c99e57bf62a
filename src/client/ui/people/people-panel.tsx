import { useSignal } from '@preact/signals';
import { MessageSquare, UserPlus } from 'lucide';
import type { ParticipantId } from '../../../shared/protocol.ts';
import { useApp } from '../context.ts';
import { currentLocale, useT } from '../kit/i18n.ts';
import { Icon } from '../kit/icon.tsx';
import { HostTools } from '../hosting/host-tools.tsx';
import { SidePanel } from '../kit/side-panel.tsx';
import type { PanelProps } from '../room/panels.tsx';
import { found, inOrder, SEARCHED_FROM, type Person } from './people.ts';
import { PersonRow } from './person-row.tsx';
import { usePeople } from './use-people.ts';
import { Visitors } from './visitors.tsx';
import './style.ts';

function Nobody() {
  const { dialogs } = useApp();
  const t = useT();
  return (
    <div class="people-panel__nobody">
      <p>{t('chat.nobody')}</p>
      <button type="button" class="button" onClick={() => dialogs.show('invite')}>
        <Icon of={UserPlus} size={20} /> {t('invite.title')}
      </button>
    </div>
  );
}

function People() {
  const { call } = useApp();
  const t = useT();
  const people = usePeople();
  const typed = useSignal('');
  const opened = useSignal<ParticipantId | null>(null);
  const isSearched = people.length >= SEARCHED_FROM;
  const nameOf = ({ name }: Person): string => name || t('guest');
  const shown = isSearched ? found(people, typed.value, nameOf) : people;

  return (
    <div class="people-panel">
      <Visitors />
      {isSearched && (
        <input
          type="search"
          class="people-panel__search"
          value={typed}
          placeholder={t('people.search')}
          aria-label={t('people.search')}
          data-testid="people-search"
          onInput={({ currentTarget }) => (typed.value = currentTarget.value)}
        />
      )}
      <ul class="people-panel__list" aria-label={t('people.title')}>
        {inOrder(shown, currentLocale()).map((person) => (
          <PersonRow
            key={person.id}
            person={person}
            isOpen={opened.value === person.id}
            onToggle={() => (opened.value = opened.peek() === person.id ? null : person.id)}
          />
        ))}
      </ul>
      {shown.length === 0 && <p role="status">{t('people.notFound')}</p>}
      {people.length === 1 && <Nobody />}
      {call.hosting.isHost.value && <HostTools people={people} />}
    </div>
  );
}

/** Who is in the room, and how this person hears and sees each of them. */
export function PeoplePanel({ isOpen, onClose }: PanelProps) {
  const { dialogs, panel } = useApp();
  const t = useT();
  return (
    <SidePanel
      title={t('people.title')}
      isOpen={isOpen}
      onClose={onClose}
      isTall
      actions={
        <>
          <button
            type="button"
            class="icon-button"
            aria-label={t('room.invite')}
            title={t('room.invite')}
            onClick={() => dialogs.show('invite')}
          >
            <Icon of={UserPlus} size={20} />
          </button>
          <button
            type="button"
            class="icon-button"
            aria-label={t('chat.title')}
            title={t('chat.title')}
            onClick={() => (panel.value = 'chat')}
          >
            <Icon of={MessageSquare} size={20} />
          </button>
        </>
      }
    >
      {isOpen && <People />}
    </SidePanel>
  );
}
