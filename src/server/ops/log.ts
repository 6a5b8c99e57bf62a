import pino, { type Level, type Logger } from 'pino';
import { readableLine } from './readable-line.ts';

export type Log = Logger;

export interface LogOptions {
  readonly isForPerson?: boolean;
  /** Gets each warning and error too, as a line of JSON, whatever the level. */
  readonly warnings?: { write(line: string): void } | null;
}

/** One JSON object a line on standard output, as every PaaS collects it; in a terminal, lines for a person. */
export function createLog(level: string, { isForPerson = false, warnings = null }: LogOptions = {}): Log {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime };
  const output = isForPerson
    ? { write: (line: string) => process.stdout.write(readableLine(line)) }
    : pino.destination(1);
  if (warnings === null) return pino(options, output);
  const streams = [
    // `silent` is no level that a stream can have.
    ...(level === 'silent' ? [] : [{ level: level as Level, stream: output }]),
    { level: 'warn' as const, stream: warnings },
  ];
  // The logger makes what either of them wants.
  const isQuieter = ['error', 'fatal', 'silent'].includes(level);
  return pino({ ...options, level: isQuieter ? 'warn' : level }, pino.multistream(streams));
}
