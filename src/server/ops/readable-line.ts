import pino from 'pino';
import * as v from 'valibot';

const lineSchema = v.object({
  time: v.string(),
  level: v.number(),
  msg: v.optional(v.string(), ''),
  err: v.optional(v.object({ stack: v.optional(v.string(), '') })),
});

/** A line of the log as a person reads it in a terminal: `14:05:09 warn No TURN server is configured`. */
export function readableLine(json: string): string {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), lineSchema), json);
  if (!parsed.success) return json;
  const { time, level, msg, err } = parsed.output;
  const details = err === undefined ? '' : `\n${err.stack}`;
  return `${new Date(time).toTimeString().slice(0, 8)} ${pino.levels.labels[level] ?? level} ${msg}${details}\n`;
}
