import type { IconNode } from 'lucide';
import { Icon } from '../kit/icon.tsx';

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
