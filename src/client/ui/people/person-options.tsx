import { MessageSquare, Pin, PinOff, Proportions, type IconNode } from 'lucide';
import { useApp } from '../context.ts';
import { useT } from '../kit/i18n.ts';
import { Icon } from '../kit/icon.tsx';
import type { Person } from './people.ts';

interface OptionProps {
  readonly icon: IconNode;
  readonly label: string;
  readonly isPressed?: boolean;
  readonly testId: string;
  readonly onClick: () => void;
}

/** Something to do with somebody, in words. */
export function Option({ icon, label, isPressed, testId, onClick }: OptionProps) {
  return (
    <button type="button" class="menu__item" aria-pressed={isPressed} data-testid={testId} onClick={onClick}>
      <Icon of={icon} size={20} />
      <span class="menu__label">{label}</span>
    </button>
  );
}

/** What one can do for oneself with somebody. */
export function PersonOptions({ person, name }: { person: Person; name: string }) {
  const { chatTo, panel, staging } = useApp();
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
    </>
  );
}
