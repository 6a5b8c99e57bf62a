import { useSignal } from '@preact/signals';
import { Ellipsis, LayoutTemplate, Lock, PhoneOff, Settings, UserPlus, Users } from 'lucide';
import type { ComponentType } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { AwayToggle } from './away-toggle.tsx';
import { BarButton, BarPlace } from './bar-button.tsx';
import { furtherInBar } from './bar-room.ts';
import { ChatToggle } from './chat-toggle.tsx';
import { type AppContext, useApp } from './context.ts';
import { DeviceControl } from './device-toggle.tsx';
import { FileButton } from './files/file-button.tsx';
import { canFlip, FlipButton } from './flip-button.tsx';
import { HandToggle } from './hand-toggle.tsx';
import { useT } from './i18n.ts';
import { Icon } from './icon.tsx';
import { Keyboard } from './keyboard.tsx';
import { LockToggle } from './lock-toggle.tsx';
import { ReactionsButton } from './reactions.tsx';
import { canShareScreen, ScreenToggle } from './screen-toggle.tsx';
import { Sheet } from './sheet.tsx';

interface BarItem {
  /** Renders one BarButton. */
  readonly Button: ComponentType;
  /** Whether it is any use here; always, unless said otherwise. */
  readonly isOffered?: (app: AppContext) => boolean;
}

/** Always in the bar, within reach of a thumb. */
const PRIMARY: readonly BarItem[] = [
  { Button: () => <DeviceControl kind="microphone" /> },
  { Button: () => <DeviceControl kind="camera" /> },
  { Button: ScreenToggle, isOffered: canShareScreen },
  { Button: ChatToggle },
];

/** In the bar from the first on as far as there is room; the rest in its menu. */
const FURTHER: readonly BarItem[] = [
  { Button: FlipButton, isOffered: canFlip },
  { Button: HandToggle },
  { Button: ReactionsButton },
  { Button: FileButton },
  { Button: LayoutButton },
  { Button: InviteButton },
  { Button: LockToggle },
  { Button: AwayToggle },
  { Button: SettingsButton },
];

function InviteButton() {
  const { dialogs } = useApp();
  const t = useT();
  return <BarButton icon={UserPlus} label={t('room.invite')} testId="invite" onClick={() => dialogs.show('invite')} />;
}

function LayoutButton() {
  const { dialogs } = useApp();
  const t = useT();
  return (
    <BarButton icon={LayoutTemplate} label={t('layout.title')} testId="layout" onClick={() => dialogs.show('layout')} />
  );
}

function SettingsButton() {
  const { dialogs } = useApp();
  const t = useT();
  return (
    <BarButton icon={Settings} label={t('settings.title')} testId="settings" onClick={() => dialogs.show('settings')} />
  );
}

function LeaveButton() {
  const { call } = useApp();
  const t = useT();
  return <BarButton icon={PhoneOff} label={t('room.leave')} testId="leave" look="leave" onClick={() => call.leave()} />;
}

/** What has no room in the bar. */
function MoreMenu({ items }: { items: readonly BarItem[] }) {
  const t = useT();
  const isOpen = useSignal(false);
  const opener = useRef<HTMLButtonElement>(null);
  return (
    <>
      <button
        ref={opener}
        type="button"
        class="round-button"
        aria-haspopup="dialog"
        aria-expanded={isOpen.value}
        aria-label={t('room.more')}
        title={t('room.more')}
        data-testid="more"
        onClick={() => (isOpen.value = true)}
      >
        <Icon of={Ellipsis} />
      </button>
      {isOpen.value && (
        <Sheet label={t('room.more')} above={opener} onClose={() => (isOpen.value = false)}>
          <BarPlace.Provider value="menu">
            <div class="menu">
              {items.map(({ Button }, index) => (
                <Button key={index} />
              ))}
            </div>
          </BarPlace.Provider>
        </Sheet>
      )}
    </>
  );
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

/** What one can do in a call. */
export function Bar() {
  const app = useApp();
  const t = useT();
  const { element, width } = useWidth<HTMLElement>();
  const { links, roster } = app.call.state.value;
  const count = links.size + 1;
  const offered = (items: readonly BarItem[]): readonly BarItem[] =>
    items.filter(({ isOffered }) => isOffered?.(app) ?? true);
  const primary = offered(PRIMARY);
  const further = offered(FURTHER);
  const shown = furtherInBar(width.value, primary.length, further.length);

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
        {[...primary, ...further.slice(0, shown)].map(({ Button }, index) => (
          <Button key={index} />
        ))}
        {shown < further.length && <MoreMenu items={further.slice(shown)} />}
        <LeaveButton />
      </div>
      <Keyboard />
    </footer>
  );
}
