import { signal, type ReadonlySignal } from '@preact/signals';

/** How a call could end by accident: one key, or the way back of a phone. */
export type LeaveWay = 'key' | 'back';

/** Asks for a second time before such an accident ends the call. */
export interface LeaveGuard {
  /** What has to be done once more to leave; null when nobody has tried to. */
  readonly asking: ReadonlySignal<LeaveWay | null>;
  /** True when it is meant: the second time within a moment. */
  confirm(way: LeaveWay): boolean;
}

/** Long enough to read what it says and press again. */
const WITHIN_MS = 4000;

export function createLeaveGuard(schedule: (task: () => void, afterMs: number) => () => void): LeaveGuard {
  const asking = signal<LeaveWay | null>(null);
  let cancel = (): void => undefined;
  return {
    asking,
    confirm(way) {
      cancel();
      const isMeant = asking.peek() === way;
      asking.value = isMeant ? null : way;
      if (!isMeant) cancel = schedule(() => (asking.value = null), WITHIN_MS);
      return isMeant;
    },
  };
}
