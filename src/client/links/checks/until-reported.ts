/** Resolves with what `start` reports first, or with what `otherwise` says when `signal` aborts before that. */
export function untilReported<T>(
  signal: AbortSignal,
  start: (report: (outcome: T) => void) => void,
  otherwise: () => T,
): Promise<T> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(otherwise()), { once: true });
    start(resolve);
  });
}
