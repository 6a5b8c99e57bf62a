import { LayoutTemplate, Settings, UserPlus } from 'lucide';
import type { ComponentType } from 'preact';
import { AwayToggle } from './away-toggle.tsx';
import { BarButton } from './bar-button.tsx';
import { ChatToggle } from './chat-toggle.tsx';
import { type AppContext, useApp } from '../context.ts';
import { DeviceControl } from './device-toggle.tsx';
import { FileButton } from '../files/file-button.tsx';
import { canFlip, FlipButton } from './flip-button.tsx';
import { HandToggle } from './hand-toggle.tsx';
import { useT } from '../kit/i18n.ts';
import { LockToggle } from './lock-toggle.tsx';
import { ReactionsButton } from '../chat/reactions.tsx';
import { canShareScreen, ScreenToggle } from './screen-toggle.tsx';

/** What belongs together, in the order in which the menu shows it: said to the others, the room, this person's own view. */
export const GROUPS = ['say', 'room', 'own'] as const;

export interface BarItem {
  /** Renders one BarButton. */
  readonly Button: ComponentType;
  /** Whether it is any use here; always, unless said otherwise. */
  readonly isOffered?: (app: AppContext) => boolean;
}

export interface FurtherItem extends BarItem {
  readonly group: (typeof GROUPS)[number];
}

/** Always in the bar, within reach of a thumb. */
export const DEVICES: readonly BarItem[] = [
  { Button: () => <DeviceControl kind="microphone" /> },
  { Button: () => <DeviceControl kind="camera" /> },
];

export const SHARING: readonly BarItem[] = [
  { Button: ScreenToggle, isOffered: canShareScreen },
  { Button: ChatToggle },
];

/** In the bar from the first on as far as there is room; the rest in its menu. */
export const FURTHER: readonly FurtherItem[] = [
  { Button: FlipButton, isOffered: canFlip, group: 'own' },
  { Button: HandToggle, group: 'say' },
  { Button: ReactionsButton, group: 'say' },
  { Button: FileButton, group: 'say' },
  { Button: InviteButton, group: 'room' },
  { Button: LockToggle, group: 'room' },
  { Button: LayoutButton, group: 'own' },
  { Button: AwayToggle, group: 'own' },
  { Button: SettingsButton, group: 'own' },
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
