import pino, { type Logger } from 'pino';
import { readableLine } from './readable-line.ts';

export type Log = Logger;

/** One JSON object a line on standard output, as every PaaS collects it; in a terminal, lines for a person. */
export function createLog(level: string, { isForPerson = false } = {}): Log {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime };
  return isForPerson ? pino(options, { write: (line) => process.stdout.write(readableLine(line)) }) : pino(options);
}
