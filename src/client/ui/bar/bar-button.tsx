import type { IconNode } from 'lucide';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { Icon } from '../kit/icon.tsx';

/** Where a button stands: in the bar as an icon, or in the bar's menu with its name beside it. */
export const BarPlace = createContext<'bar' | 'menu'>('bar');

export interface BarButtonProps {
  readonly icon: IconNode;
  readonly label: string;
  readonly onClick: () => void;
  readonly testId: string;
  /** For what is on or off; left out for what is done once. */
  readonly isPressed?: boolean;
  /** Something new behind it, such as a number of unread messages; the label says it too. */
  readonly badge?: string | null;
  readonly look?: 'plain' | 'leave';
  /** The key that does the same, as in `aria-keyshortcuts`. */
  readonly shortcut?: string;
}

/** A button of the bar. It says what it does; where it stands decides how it looks. */
export function BarButton({
  icon,
  label,
  onClick,
  testId,
  isPressed,
  badge = null,
  look = 'plain',
  shortcut,
}: BarButtonProps) {
  const isInMenu = useContext(BarPlace) === 'menu';
  const isOn = isPressed === true;
  return (
    <button
      type="button"
      class={isInMenu ? 'menu__item' : `round-button round-button--${look} ${isOn ? 'round-button--on' : ''}`}
      aria-pressed={isPressed}
      aria-label={label}
      aria-keyshortcuts={shortcut}
      title={isInMenu ? undefined : shortcut ? `${label} (${shortcut})` : label}
      data-testid={testId}
      onClick={onClick}
    >
      <Icon of={icon} />
      {isInMenu && <span class="menu__label">{label}</span>}
      {badge !== null && (
        <span class="bar__badge" aria-hidden="true" data-testid={`${testId}-badge`}>
          {badge}
        </span>
      )}
    </button>
  );
}
