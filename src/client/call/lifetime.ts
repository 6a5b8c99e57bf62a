import { effect } from '@preact/signals-core';
import type { CallPorts } from './ports.ts';

/**
 * Owns what a call has started: its effects and its timers. Ends them with the call, and keeps a failure in the part
 * that failed: Signals throw the error of an effect out of the assignment that caused it, and what stands after that
 * assignment would not run.
 */
export interface Lifetime {
  readonly isOver: boolean;
  /** Runs `task` unless the call has ended. What it throws is reported, and goes no further. */
  attempt(task: () => void): void;
  effect(react: () => void): void;
  /** Runs `task` once, `afterMs` from now; returns what cancels it. */
  readonly schedule: CallPorts['schedule'];
  /** Runs `task` again and again, the first time after a pause; a failure does not end it. */
  repeat(task: () => void, pauseMs: () => number): void;
  /** Ends everything; doing it twice is fine. */
  end(): void;
}

export function createLifetime({ schedule: start, report }: Pick<CallPorts, 'schedule' | 'report'>): Lifetime {
  const ends = new Set<() => void>();
  let isOver = false;

  function attempt(task: () => void): void {
    if (isOver) return;
    try {
      task();
    } catch (error) {
      report(error);
    }
  }

  function schedule(task: () => void, afterMs: number): () => void {
    if (isOver) return () => undefined;
    const stop = start(() => {
      ends.delete(cancel);
      attempt(task);
    }, afterMs);
    const cancel = (): void => {
      ends.delete(cancel);
      stop();
    };
    ends.add(cancel);
    return cancel;
  }

  function repeat(task: () => void, pauseMs: () => number): void {
    schedule(() => {
      attempt(task);
      repeat(task, pauseMs);
    }, pauseMs());
  }

  return {
    get isOver() {
      return isOver;
    },
    attempt,
    effect: (react) => void ends.add(effect(() => attempt(react))),
    schedule,
    repeat,
    end() {
      isOver = true;
      for (const stop of [...ends]) stop();
      ends.clear();
    },
  };
}
