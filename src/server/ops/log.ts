import pino, { type Logger } from 'pino';

export type Log = Logger;

/** One JSON object a line on standard output, as every PaaS collects it. */
export const createLog = (level: string): Log => pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime });
