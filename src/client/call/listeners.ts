/** Those who want to hear of something. */
export interface Listeners<T> {
  /** Returns what ends the listening. */
  add(listener: (news: T) => void): () => void;
  /** Tells all of them, also when one of them fails; the first error is thrown when everybody has heard. */
  tell(news: T): void;
}

export function createListeners<T>(): Listeners<T> {
  const listeners = new Set<(news: T) => void>();
  return {
    add(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    tell(news) {
      const errors: unknown[] = [];
      for (const listener of [...listeners]) {
        try {
          listener(news);
        } catch (error) {
          errors.push(error);
        }
      }
      if (errors.length > 0) throw errors[0];
    },
  };
}
