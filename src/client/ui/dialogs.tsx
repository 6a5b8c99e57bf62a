import { signal, type ReadonlySignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { useApp } from './context.ts';
import type { DialogProps } from './dialog.tsx';
import { InviteDialog } from './invite.tsx';
import { lazyDialog } from './lazy.tsx';

/** Every dialog that a button can open, by name. */
const DIALOGS = {
  invite: InviteDialog,
  layout: lazyDialog(async () => (await import('./layout-dialog.tsx')).LayoutDialog),
  settings: lazyDialog(async () => (await import('./settings-dialog.tsx')).SettingsDialog),
} satisfies Record<string, ComponentType<DialogProps>>;

export type DialogName = keyof typeof DIALOGS;

/** Which dialog is open: one at a time. */
export interface Dialogs {
  readonly open: ReadonlySignal<DialogName | null>;
  show(name: DialogName): void;
  close(): void;
}

export function createDialogs(): Dialogs {
  const open = signal<DialogName | null>(null);
  return {
    open,
    show: (name) => (open.value = name),
    close: () => (open.value = null),
  };
}

export function OpenDialog() {
  const { dialogs } = useApp();
  // A call that ends takes its dialog with it.
  useEffect(() => dialogs.close, [dialogs]);
  const name = dialogs.open.value;
  if (name === null) return null;
  const Named = DIALOGS[name];
  return <Named onClose={dialogs.close} />;
}
