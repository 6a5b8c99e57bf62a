import { effect, type ReadonlySignal } from '@preact/signals-core';

/**
 * While something would be lost, the browser asks before it closes the page. At other times the page has no such
 * listener: browsers keep pages without one for the way back.
 */
export function askBeforeClosing(isAtStake: ReadonlySignal<boolean>): void {
  effect(() => {
    // Any text will do; browsers show their own.
    window.onbeforeunload = isAtStake.value ? () => 'stay' : null;
  });
}
