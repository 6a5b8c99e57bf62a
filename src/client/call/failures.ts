import type { CallPorts } from './ports.ts';

/** A failure that repeats would fill the log; this many different ones are told apart. */
const MAX_KNOWN = 100;

/** How often the person hears that something failed: what breaks one part often breaks the next at once. */
const NOTICE_PAUSE_MS = 60_000;

/** What failed and where, not by which way it was reached: the first line or two of a stack, as browsers write it. */
const keyOf = (error: unknown): string =>
  error instanceof Error ? [error.message, ...(error.stack ?? '').split('\n').slice(0, 2)].join('\n') : String(error);

/** Failures of a page's own code, each told once. */
export interface Failures {
  /** For the log. */
  report(error: unknown): void;
  /** For the person too: what the call had decided may not have been done. */
  tell(error: unknown): void;
}

export function createFailures({ report: log, now }: Pick<CallPorts, 'report' | 'now'>, notify: () => void): Failures {
  const known = new Set<string>();
  let toldAt = -Infinity;

  function report(error: unknown): void {
    const key = keyOf(error);
    if (known.has(key) || known.size >= MAX_KNOWN) return;
    known.add(key);
    log(error);
  }

  return {
    report,
    tell(error) {
      report(error);
      if (now() - toldAt < NOTICE_PAUSE_MS) return;
      toldAt = now();
      try {
        notify();
      } catch (failure) {
        report(failure);
      }
    },
  };
}
