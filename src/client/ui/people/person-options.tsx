import { MessageSquare, Pin, PinOff, Proportions } from 'lucide';
import { useApp } from '../context.ts';
import { useT } from '../kit/i18n.ts';
import { HostOptions } from '../hosting/host-options.tsx';
import { Option } from './option.tsx';
import type { Person } from './people.ts';

/** What a person can change about somebody for this page alone. */
export function PersonOptions({ person, name }: { person: Person; name: string }) {
  const { call, chatTo, panel, staging } = useApp();
  const t = useT();
  const { id } = person;
  const isPinned = staging.pinned.value.has(id);
  const isWhole = staging.fits.value.get(id) === 'whole';
  return (
    <>
      <Option
        icon={MessageSquare}
        label={t('people.message')}
        testId="message-person"
        onClick={() => {
          chatTo.value = { id, name: person.name };
          panel.value = 'chat';
        }}
      />
      <Option
        icon={isPinned ? PinOff : Pin}
        label={t('tile.pin', { name })}
        isPressed={isPinned}
        testId="pin-person"
        onClick={() => staging.togglePin(id)}
      />
      {person.isCameraOn === true && (
        <Option
          icon={Proportions}
          label={t('tile.whole', { name })}
          isPressed={isWhole}
          testId="whole-person"
          onClick={() => staging.chooseFit(id, isWhole ? 'fill' : 'whole')}
        />
      )}
      {call.hosting.isHost.value && <HostOptions person={person} />}
    </>
  );
}
