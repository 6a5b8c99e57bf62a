import type { ReadonlySignal } from '@preact/signals-core';
import type { CallState } from './call-state.ts';

/** Runs `task` each time this page goes into the room; what was so in an earlier visit need not hold in this one. */
export function onJoining(state: ReadonlySignal<CallState>, task: () => void): void {
  let before: CallState['phase'] | null = null;
  state.subscribe(({ phase }) => {
    const isEntry = phase === 'joining' && before !== phase;
    before = phase;
    if (isEntry) task();
  });
}
