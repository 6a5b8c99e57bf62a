import { useSignal } from '@preact/signals';
import { Lock, PhoneOff, Users } from 'lucide';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { type BarItem, DEVICES, FURTHER, SHARING } from './bar-items.tsx';
import { MoreMenu } from './more-menu.tsx';
import { BarButton } from './bar-button.tsx';
import { furtherInBar } from './bar-room.ts';
import { type AppContext, useApp } from '../context.ts';
import { useT } from '../kit/i18n.ts';
import { Icon } from '../kit/icon.tsx';
import { Keyboard } from '../keyboard/keyboard.tsx';

function LeaveButton() {
  const { call } = useApp();
  const t = useT();
  return <BarButton icon={PhoneOff} label={t('room.leave')} testId="leave" look="leave" onClick={() => call.leave()} />;
}

function useWidth<T extends HTMLElement>() {
  const element = useRef<T>(null);
  // As wide as the window until it is measured: buttons that first stand in the menu would be seen to jump.
  const width = useSignal(innerWidth);
  useLayoutEffect(() => {
    const observed = element.current;
    if (!observed) return;
    const measure = (): void => void (width.value = observed.clientWidth);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(observed);
    return () => observer.disconnect();
  }, [width]);
  return { element, width };
}

const isOfferedIn =
  (app: AppContext) =>
  ({ isOffered }: BarItem): boolean =>
    isOffered?.(app) ?? true;

/** What belongs together stands together. */
function Group({ items }: { items: readonly BarItem[] }) {
  return (
    <div class="bar__group">
      {items.map(({ Button }, index) => (
        <Button key={index} />
      ))}
    </div>
  );
}

/** What one can do in a call. */
export function Bar() {
  const app = useApp();
  const t = useT();
  const { element, width } = useWidth<HTMLElement>();
  const { links, roster } = app.call.state.value;
  const count = links.size + 1;
  const sharing = SHARING.filter(isOfferedIn(app));
  const further = FURTHER.filter(isOfferedIn(app));
  const shown = furtherInBar(width.value, DEVICES.length + sharing.length, further.length);

  return (
    <footer class="bar" ref={element}>
      <p class="bar__count" aria-live="polite">
        <Icon of={Users} size={20} />
        {t('room.count', { count })}
        {roster.isLocked && (
          <>
            <Icon of={Lock} size={16} />
            <span class="visually-hidden">{t('lock.isLocked')}</span>
          </>
        )}
      </p>
      <div class="bar__buttons" role="group" aria-label={t('room.controls')}>
        <Group items={DEVICES} />
        <Group items={[...sharing, ...further.slice(0, shown)]} />
        {shown < further.length && <MoreMenu items={further.slice(shown)} />}
        <LeaveButton />
      </div>
      <Keyboard />
    </footer>
  );
}
