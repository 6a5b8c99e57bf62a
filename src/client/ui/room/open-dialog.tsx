import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { useApp } from '../context.ts';
import type { DialogProps } from '../kit/dialog.tsx';
import type { DialogName } from './dialogs.ts';
import { lazyDialog } from '../kit/lazy.tsx';

const DIALOGS = {
  invite: lazyDialog(async () => (await import('../invite/invite.tsx')).InviteDialog),
  layout: lazyDialog(async () => (await import('../stage/layout-dialog.tsx')).LayoutDialog),
  'room-settings': lazyDialog(async () => (await import('../hosting/room-settings.tsx')).RoomSettingsDialog),
  safety: lazyDialog(async () => (await import('../safety/safety-dialog.tsx')).SafetyDialog),
  settings: lazyDialog(async () => (await import('../settings/settings-dialog.tsx')).SettingsDialog),
  shortcuts: lazyDialog(async () => (await import('../keyboard/shortcuts-sheet.tsx')).ShortcutsSheet),
  stopwatch: lazyDialog(async () => (await import('../stage/stopwatch.tsx')).StopwatchDialog),
} satisfies Record<DialogName, ComponentType<DialogProps>>;

export function OpenDialog() {
  const { dialogs } = useApp();
  // A call that ends takes its dialog with it.
  useEffect(() => dialogs.close, [dialogs]);
  const name = dialogs.open.value;
  if (name === null) return null;
  const Named = DIALOGS[name];
  return <Named onClose={dialogs.close} />;
}
