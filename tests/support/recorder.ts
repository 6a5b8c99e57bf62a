/** Keeps everything that happened, and lets a test wait for something that has happened or still will. */
export interface Recorder<T> {
  readonly all: readonly T[];
  record(item: T): void;
  first(matches: (item: T) => boolean): Promise<T>;
}

export function createRecorder<T>(): Recorder<T> {
  const all: T[] = [];
  const waiting = new Set<() => void>();
  return {
    all,
    record(item) {
      all.push(item);
      waiting.forEach((look) => look());
    },
    first: (matches) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = all.find(matches);
          if (found === undefined) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
  };
}
