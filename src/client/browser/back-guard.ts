import type { ReadonlySignal } from '@preact/signals-core';

/** Marks the entry of the browser's history that a way back leads away from, without leaving the page. */
const MARK = 'madang-call';

export interface BackGuardOptions {
  readonly isInCall: ReadonlySignal<boolean>;
  /** Asks the person; true when they mean to leave. */
  readonly confirm: () => boolean;
}

const isMarked = (): boolean => (history.state as { readonly mark?: unknown } | null)?.mark === MARK;

/**
 * The way back of a browser, or of Android, first leads to the same page and asks. Browsers skip entries that a page
 * added without a gesture, so the entry comes with the first one in the call:
 * https://chromium.googlesource.com/chromium/src/+/main/docs/history_manipulation_intervention.md
 */
export function guardBack({ isInCall, confirm }: BackGuardOptions): void {
  let wasMarked = isMarked();

  const mark = (): void => {
    if (!isInCall.peek() || isMarked()) return;
    history.pushState({ mark: MARK }, '');
    wasMarked = true;
  };
  // This code is loaded after the first pictures, and so perhaps after the first gesture.
  if ('userActivation' in navigator && navigator.userActivation.hasBeenActive) mark();
  for (const gesture of ['pointerup', 'keyup']) addEventListener(gesture, mark, { capture: true, passive: true });

  addEventListener('popstate', () => {
    const isBack = wasMarked && !isMarked();
    wasMarked = isMarked();
    // After the call nothing holds anybody: the way back goes on to where it leads.
    if (isBack && (!isInCall.peek() || confirm())) history.back();
  });
}
