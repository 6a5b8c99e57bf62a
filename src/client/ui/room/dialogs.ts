import { signal, type ReadonlySignal } from '@preact/signals';

/** Every dialog that a button can open; open-dialog.tsx knows what is in them. */
export type DialogName = 'invite' | 'layout' | 'room-settings' | 'safety' | 'settings' | 'shortcuts' | 'stopwatch';

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
