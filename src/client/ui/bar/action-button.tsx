import { useContext } from 'preact/hooks';
import { useApp } from '../context.ts';
import { useT } from '../kit/i18n.ts';
import { Icon } from '../kit/icon.tsx';
import { keyName, type Action, type ActionProps } from './action.ts';
import { BarPlace } from './bar-place.ts';

/** More than that is many. */
const HIGHEST_SHOWN = 99;

const badgeText = (count: number): string => (count > HIGHEST_SHOWN ? `${HIGHEST_SHOWN}+` : `${count}`);

/** What is off stands out among the devices, what is on elsewhere. */
function lookOf({ place }: Action, isOn: boolean): string {
  if (place === 'leave') return 'leave';
  if (place === 'devices') return isOn ? 'plain' : 'off';
  return isOn ? 'on' : 'plain';
}

interface ActionButtonProps extends ActionProps {
  /** Pressed, but without effect for now: it looks as if it were off. */
  readonly isSilenced?: boolean;
  readonly hasMark?: boolean;
  /** Its class, where it is no round button. */
  readonly looks?: string;
}

/** The plain button of an action. It says what it does; where it stands decides how it looks. */
export function ActionButton({ action, isSilenced = false, hasMark = false, looks }: ActionButtonProps) {
  const app = useApp();
  const t = useT();
  const isInMenu = useContext(BarPlace) === 'menu';
  const { id, icon, label, badge } = action;
  const isPressed = action.isPressed?.(app);
  const isOn = isPressed === true && !isSilenced;
  const count = badge?.count(app) ?? 0;
  const words = badge && count > 0 ? t(badge.label, { count }) : t(isPressed ? (action.pressedLabel ?? label) : label);
  const key = action.shortcut && keyName(action.shortcut);
  return (
    <button
      type="button"
      class={isInMenu ? 'menu__item' : (looks ?? `round-button round-button--${lookOf(action, isOn)}`)}
      aria-pressed={isPressed}
      aria-label={words}
      aria-keyshortcuts={key}
      title={isInMenu ? undefined : key ? `${words} (${key})` : words}
      data-testid={id}
      onClick={() => action.press?.(app)}
    >
      <Icon of={isOn ? (action.pressedIcon ?? icon) : icon} />
      {isInMenu && <span class="menu__label">{words}</span>}
      {count > 0 && (
        <span class="bar__badge" aria-hidden="true" data-testid={`${id}-badge`}>
          {badgeText(count)}
        </span>
      )}
      {hasMark && <span class="round-button__mark" aria-hidden="true" />}
    </button>
  );
}
