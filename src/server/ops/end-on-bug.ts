import type { Log } from './log.ts';

type Bugs = Pick<NodeJS.Process, 'once' | 'exit'>;

/**
 * After an error that nobody caught, a process is in a state that nobody knows. It logs the error and ends, and the
 * platform starts it anew (https://nodejs.org/api/process.html#warning-using-uncaughtexception-correctly). Calls go on
 * meanwhile, and their pages come back by themselves.
 */
export function endOnBug(bugs: Bugs, log: Log): void {
  const end = (error: unknown): void => {
    log.fatal(error, 'a bug ends this process');
    bugs.exit(1);
  };
  bugs.once('uncaughtException', end);
  bugs.once('unhandledRejection', end);
}
