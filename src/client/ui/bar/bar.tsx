import { useSignal } from '@preact/signals';
import { Lock } from 'lucide';
import { useRef } from 'preact/hooks';
import { GROUPS, isOfferedIn, keyName, type Action, type ActionPlace } from './action.ts';
import { ACTIONS, PEOPLE } from './actions.ts';
import { MoreMenu } from './more-menu.tsx';
import { BarButton } from './bar-button.tsx';
import { furtherInBar } from './bar-room.ts';
import { useApp } from '../context.ts';
import { useT } from '../kit/i18n.ts';
import { Icon } from '../kit/icon.tsx';
import { useResize } from '../kit/use-resize.ts';
import { Keyboard } from '../keyboard/keyboard.tsx';

const at = (...places: readonly ActionPlace[]): readonly Action[] =>
  ACTIONS.filter(({ place }) => places.includes(place));

const DEVICES = at('devices');
const SHARING = at('sharing');
/** In the bar from the first on as far as there is room; the rest in its menu. */
const FURTHER = at(...GROUPS);
const LEAVE = at('leave');

function useWidth<T extends HTMLElement>() {
  const element = useRef<T>(null);
  // As wide as the window until it is measured: buttons that first stand in the menu would be seen to jump.
  const width = useSignal(innerWidth);
  useResize(element, ({ clientWidth }) => void (width.value = clientWidth));
  return { element, width };
}

const buttonsOf = (actions: readonly Action[]) =>
  actions.map((action) => <BarButton key={action.id} action={action} />);

/** What belongs together stands together. */
function Group({ actions }: { actions: readonly Action[] }) {
  return <div class="bar__group">{buttonsOf(actions)}</div>;
}

/** How many are there; opens the list of them. */
function PeopleCount() {
  const app = useApp();
  const t = useT();
  const { links, roster } = app.call.state.value;
  const key = PEOPLE.shortcut && keyName(PEOPLE.shortcut);
  return (
    <button
      type="button"
      class="bar__count"
      title={`${t('people.title')} (${key})`}
      aria-pressed={PEOPLE.isPressed?.(app)}
      aria-keyshortcuts={key}
      data-testid={PEOPLE.id}
      onClick={() => PEOPLE.press?.(app)}
    >
      <Icon of={PEOPLE.icon} size={20} />
      <span aria-live="polite">{t('room.count', { count: links.size + 1 })}</span>
      {roster.isLocked && (
        <>
          <Icon of={Lock} size={16} />
          <span class="visually-hidden">{t('lock.isLocked')}</span>
        </>
      )}
    </button>
  );
}

/** What one can do in a call. */
export function Bar() {
  const app = useApp();
  const t = useT();
  const { element, width } = useWidth<HTMLElement>();
  const sharing = SHARING.filter(isOfferedIn(app));
  const further = FURTHER.filter(isOfferedIn(app));
  const shown = furtherInBar(width.value, DEVICES.length + sharing.length, further.length);

  return (
    <footer class="bar" ref={element}>
      <PeopleCount />
      <div class="bar__buttons" role="group" aria-label={t('room.controls')}>
        <Group actions={DEVICES} />
        <Group actions={[...sharing, ...further.slice(0, shown)]} />
        {shown < further.length && <MoreMenu actions={further.slice(shown)} />}
        {buttonsOf(LEAVE)}
      </div>
      <Keyboard />
    </footer>
  );
}
