/** The last warnings and errors of the log, for the admin's page. */

export interface Warning {
  /** ISO 8601. */
  readonly time: string;
  readonly level: 'warn' | 'error' | 'fatal';
  readonly text: string;
}

export interface RecentWarnings {
  /** The newest last. */
  readonly all: readonly Warning[];
  /** For pino: one line of JSON. */
  write(line: string): void;
}

const MAX_WARNINGS = 200;
const MAX_TEXT_LENGTH = 300;

/** pino's numbers: https://getpino.io/#/docs/api?id=logger-level */
const levelOf = (level: number): Warning['level'] => (level >= 60 ? 'fatal' : level >= 50 ? 'error' : 'warn');

interface Line {
  readonly level: number;
  readonly time: string;
  readonly msg?: string;
  readonly err?: { readonly type?: string; readonly message?: string };
}

/** What a line says, without the stack: that is for the log itself. An error alone is its own message to pino. */
function textOf({ msg = '', err }: Line): string {
  if (err === undefined) return msg;
  const failure = `${err.type ?? 'Error'}: ${err.message ?? ''}`;
  return msg === '' || msg === err.message ? failure : `${msg} — ${failure}`;
}

export function createRecentWarnings(): RecentWarnings {
  const all: Warning[] = [];
  return {
    all,
    write(line) {
      const read = JSON.parse(line) as Line;
      all.push({ time: read.time, level: levelOf(read.level), text: textOf(read).slice(0, MAX_TEXT_LENGTH) });
      if (all.length > MAX_WARNINGS) all.shift();
    },
  };
}
