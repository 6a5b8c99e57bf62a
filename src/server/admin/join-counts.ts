/** How many people joined in each of the last minutes. */
export interface JoinCounts {
  add(): void;
  /** The oldest minute first; the last one is still going on. */
  read(): readonly number[];
}

const MINUTES = 30;
const MINUTE_MS = 60_000;

export function createJoinCounts(now: () => number): JoinCounts {
  /** By number of the minute. */
  const counts = new Map<number, number>();
  const minuteOf = (): number => Math.floor(now() / MINUTE_MS);

  function forget(minute: number): void {
    for (const known of counts.keys()) if (known <= minute - MINUTES) counts.delete(known);
  }

  return {
    add() {
      const minute = minuteOf();
      forget(minute);
      counts.set(minute, (counts.get(minute) ?? 0) + 1);
    },
    read() {
      const last = minuteOf();
      return Array.from({ length: MINUTES }, (_, index) => counts.get(last - MINUTES + 1 + index) ?? 0);
    },
  };
}
