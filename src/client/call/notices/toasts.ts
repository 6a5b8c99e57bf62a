import { signal, type ReadonlySignal } from '@preact/signals-core';
import type { Call } from '../call.ts';
import { isInCall } from '../room/call-state.ts';
import { isMessage, NOTICES, type Notice } from './notice.ts';

export interface Toast {
  readonly id: number;
  readonly notice: Notice;
}

/** Notices that are on the page for a few seconds. */
export interface Toasts {
  /** The newest last. */
  readonly shown: ReadonlySignal<readonly Toast[]>;
  /** For screen readers alone. */
  readonly readOut: ReadonlySignal<readonly Toast[]>;
}

/** Long enough to read a short sentence twice. */
const SHOWN_MS = 5000;
const MAX_SHOWN = 2;

export interface ToastsOptions {
  readonly call: Pick<Call, 'state' | 'onNotice'>;
  readonly isChatShown: ReadonlySignal<boolean>;
  readonly schedule: (task: () => void, afterMs: number) => () => void;
}

interface Row {
  readonly toasts: ReadonlySignal<readonly Toast[]>;
  add(notice: Notice): void;
  keep(isKept: (notice: Notice) => boolean): void;
}

function createRow(schedule: ToastsOptions['schedule'], limit: number): Row {
  const toasts = signal<readonly Toast[]>([]);
  const timers = new Map<number, () => void>();
  let count = 0;

  function show(next: readonly Toast[]): void {
    const gone = toasts.peek().filter((toast) => !next.includes(toast));
    toasts.value = next;
    for (const { id } of gone) {
      timers.get(id)?.();
      timers.delete(id);
    }
  }

  return {
    toasts,
    add(notice) {
      count += 1;
      const toast = { id: count, notice };
      const end = (): void => show(toasts.peek().filter((other) => other !== toast));
      timers.set(toast.id, schedule(end, SHOWN_MS));
      show([...toasts.peek(), toast].slice(-limit));
    },
    keep: (isKept) => show(toasts.peek().filter(({ notice }) => isKept(notice))),
  };
}

/** Shows the notices of a call, as long as this page is in it. */
export function createToasts({ call, isChatShown, schedule }: ToastsOptions): Toasts {
  const shown = createRow(schedule, MAX_SHOWN);
  const readOut = createRow(schedule, 1);

  call.onNotice((notice) => {
    const { shown: where } = NOTICES[notice.type];
    if (!isInCall(call.state.peek()) || (isMessage(notice) && isChatShown.peek())) return;
    if (where === undefined) shown.add(notice);
    else if (where === 'read-out') readOut.add(notice);
  });
  isChatShown.subscribe((is) => {
    if (is) shown.keep((notice) => !isMessage(notice));
  });
  call.state.subscribe((state) => {
    if (!isInCall(state)) for (const row of [shown, readOut]) row.keep(() => false);
  });

  return { shown: shown.toasts, readOut: readOut.toasts };
}
