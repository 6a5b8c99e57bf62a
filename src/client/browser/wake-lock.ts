import { effect } from '@preact/signals-core';
import { isInCall, type CallState } from '../call/room/call-state.ts';
import type { Call } from '../call/call.ts';

/** Keeps the screen on during a call. Browsers let go of the lock whenever the page is hidden. */
export function keepAwake({ state }: Call): void {
  // Firefox has it from 126 on, Safari from 16.4, and http:// pages never.
  if (!('wakeLock' in navigator)) return;
  let lock: Promise<WakeLockSentinel | null> | null = null;

  function update(current: CallState): void {
    const isWanted = isInCall(current) && document.visibilityState === 'visible';
    if (isWanted) {
      // Refused when the battery is low: then the screen goes dark as it always does.
      lock ??= navigator.wakeLock.request('screen').catch(() => null);
    } else {
      void lock?.then((held) => held?.release());
      lock = null;
    }
  }

  effect(() => update(state.value));
  document.addEventListener('visibilitychange', () => update(state.peek()));
}
