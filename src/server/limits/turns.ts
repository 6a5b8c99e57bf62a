/**
 * Shares the process's time among addresses: what one address asks for is done one thing after the other, and takes at
 * most a third of the time once its credit is used up. A newcomer from another address then waits for one thing of a
 * flood, not for all that the flood's limit allows.
 */
export interface Turns {
  /** Runs a task that is over when it returns; later, and in order, when this address has used up its time. */
  run(address: string, task: () => void): void;
  /** The same for work that goes on in promises: what follows until the event loop's next turn is counted. */
  wait(address: string): Promise<void>;
}

export interface TurnsOptions {
  /** Milliseconds and their fractions. */
  readonly now: () => number;
  /** Processor time that this process has used, in milliseconds: on a busy machine much more time passes. */
  readonly usedMs: () => number;
  /** Runs `task` once: after 0 ms when this turn of the event loop is over. */
  readonly schedule: (task: () => void, afterMs: number) => void;
}

/** An address pays for each millisecond of work with so many of waiting. */
const PRICE = 3;

/** What an address may use at once. A page, both sockets and the offers of a newcomer to a full room take about 10 ms. */
const CREDIT_MS = 25;

/** One thing takes no longer; when it seems to, the process did something else too, such as collecting garbage. */
const MAX_COST_MS = 10;

interface Task {
  readonly isBrief: boolean;
  readonly start: () => void;
}

interface Line {
  readonly waiting: Task[];
  /** All that was done is paid for at this time. */
  paidAt: number;
  /** Whether something runs or is about to. */
  isBusy: boolean;
}

export function createTurns({ now, usedMs, schedule }: TurnsOptions): Turns {
  /** In the order of their last use. */
  const lines = new Map<string, Line>();

  /** A line that nobody waits in and whose credit is full is the same as a new one. */
  function forgetUnused(): void {
    const at = now();
    for (const [address, { isBusy, paidAt }] of lines) {
      if (isBusy || paidAt > at - PRICE * CREDIT_MS) return;
      lines.delete(address);
    }
  }

  function lineOf(address: string): Line {
    forgetUnused();
    const line = lines.get(address) ?? { waiting: [], paidAt: -Infinity, isBusy: false };
    lines.delete(address);
    lines.set(address, line);
    return line;
  }

  function pay(line: Line, usedBeforeMs: number): void {
    const costMs = Math.min(MAX_COST_MS, usedMs() - usedBeforeMs);
    line.paidAt = Math.max(line.paidAt, now() - PRICE * CREDIT_MS) + PRICE * costMs;
  }

  /** Starts what waits, until time is used up or something goes on in promises. */
  function advance(line: Line): void {
    for (;;) {
      const next = line.waiting[0];
      line.isBusy = next !== undefined;
      if (!next) return;
      const delayMs = line.paidAt - now();
      if (delayMs > 0) {
        schedule(() => advance(line), Math.ceil(delayMs));
        return;
      }
      line.waiting.shift();
      const usedBeforeMs = usedMs();
      if (!next.isBrief) {
        next.start();
        schedule(() => {
          pay(line, usedBeforeMs);
          advance(line);
        }, 0);
        return;
      }
      try {
        next.start();
      } finally {
        pay(line, usedBeforeMs);
        line.isBusy = false;
      }
    }
  }

  function enter(address: string, task: Task): void {
    const line = lineOf(address);
    line.waiting.push(task);
    if (!line.isBusy) advance(line);
  }

  return {
    run: (address, task) => enter(address, { isBrief: true, start: task }),
    wait: (address) => new Promise((resolve) => enter(address, { isBrief: false, start: resolve })),
  };
}
