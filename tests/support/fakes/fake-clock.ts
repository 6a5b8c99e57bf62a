/** Time that goes on only when a test lets it. */
export interface FakeClock {
  readonly now: () => number;
  readonly schedule: (task: () => void, afterMs: number) => () => void;
  /** Lets time go by: runs what is due on the way, in order, and lets promises settle in between. */
  pass(ms: number): Promise<void>;
  /** Time goes by without any timer running, as while a computer sleeps. */
  sleep(ms: number): void;
  /** Timers that wait. */
  readonly waiting: number;
}

interface Timer {
  readonly at: number;
  readonly task: () => void;
}

/** A timer that is due again at once, for ever, would keep the test from ending. */
const MAX_TASKS = 200_000;

/** Promises settle before the next timer: a chain of this many `then`s is longer than any of ours. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 12; turn += 1) await Promise.resolve();
}

export function createFakeClock(): FakeClock {
  let time = 1_000_000;
  let timers: Timer[] = [];

  const next = (until: number): Timer | undefined =>
    timers.filter(({ at }) => at <= until).reduce<Timer | undefined>((a, b) => (a && a.at <= b.at ? a : b), undefined);

  return {
    now: () => time,
    schedule(task, afterMs) {
      const timer = { at: time + afterMs, task };
      timers.push(timer);
      return () => {
        timers = timers.filter((each) => each !== timer);
      };
    },
    async pass(ms) {
      const until = time + ms;
      await settle();
      for (let count = 0; ; count += 1) {
        if (count > MAX_TASKS) throw new Error('time does not go on: a timer is always due');
        const timer = next(until);
        if (!timer) break;
        timers = timers.filter((each) => each !== timer);
        time = Math.max(time, timer.at);
        timer.task();
        await settle();
      }
      time = until;
    },
    sleep(ms) {
      time += ms;
    },
    get waiting() {
      return timers.length;
    },
  };
}
