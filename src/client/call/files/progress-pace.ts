import { MAX_HELD_MS } from './file-message.ts';

/**
 * Tells senders how far their files are written, seldom enough for the budget that messages have: disk and line can be
 * done with hundreds of frames a second. What waits is replaced by what is newer.
 */
export interface ProgressPace {
  /** All of this transfer up to `written` is on the disk now. */
  onWritten(transfer: number, written: number): void;
}

export interface ProgressPaceOptions {
  /** @param heldMs how long ago that was */
  readonly send: (transfer: number, written: number, heldMs: number) => void;
  readonly now: () => number;
  readonly schedule: (task: () => void, afterMs: number) => () => void;
}

/**
 * 25 a second to one participant, whatever number of files they send: half of what they take (`RECEIVED` in
 * messages/allowance.ts). A window of 8 MiB every 40 ms is more than any line carries. The sender adapts its window to
 * the delay, and is told how much of it was waiting here, as QUIC does: https://www.rfc-editor.org/rfc/rfc9000#section-13.2.5
 */
const EVERY_MS = 40;

export function createProgressPace({ send, now, schedule }: ProgressPaceOptions): ProgressPace {
  const waiting = new Map<number, { readonly written: number; readonly at: number }>();
  let isPaused = false;

  function tellNext(): void {
    isPaused = false;
    const [next] = waiting;
    if (!next) return;
    const [transfer, { written, at }] = next;
    waiting.delete(transfer);
    send(transfer, written, Math.min(MAX_HELD_MS, Math.max(0, Math.round(now() - at))));
    isPaused = true;
    schedule(tellNext, EVERY_MS);
  }

  return {
    onWritten(transfer, written) {
      // The one that has waited longest stays first.
      waiting.set(transfer, { written, at: now() });
      if (!isPaused) tellNext();
    },
  };
}
