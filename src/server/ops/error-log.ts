import type { Log } from './log.ts';

/** Logs a failure once a minute and kind, however often it happens: a client must not be able to fill a disk. */
export interface ErrorLog {
  report(error: unknown): void;
  warn(message: string): void;
}

const PERIOD_MS = 60_000;

/** Messages may hold what a client sent, so there could be kinds without end. */
const MAX_KINDS = 200;

/** What goes wrong at one place of the program. */
function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const place = error.stack?.split('\n').find((line) => line.trimStart().startsWith('at ')) ?? '';
  return `${error.name}${place}`;
}

export function createErrorLog(log: Log, now: () => number): ErrorLog {
  const seen = new Map<string, { readonly since: number; times: number }>();

  /** How often this happened unlogged before; null when it is not to be logged now. */
  function unlogged(kind: string): number | null {
    const at = now();
    const known = seen.get(kind);
    if (known && at - known.since < PERIOD_MS) {
      known.times += 1;
      return null;
    }
    if (!known && seen.size >= MAX_KINDS) seen.clear();
    seen.set(kind, { since: at, times: 0 });
    return known?.times ?? 0;
  }

  return {
    report(error) {
      const repeated = unlogged(kindOf(error));
      if (repeated !== null) log.error({ err: error, ...(repeated > 0 && { repeated }) });
    },
    warn(message) {
      const repeated = unlogged(message);
      if (repeated !== null) log.warn(repeated > 0 ? { repeated } : {}, message);
    },
  };
}
