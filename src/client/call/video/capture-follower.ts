import type { CaptureSize } from './capture-demand.ts';

/** A tile on its way past a large size is no reason to start a camera anew; neither is one that was made small. */
const RAISE_AFTER_MS = 1000;
const LOWER_AFTER_MS = 10_000;

/** Lets the camera follow what is wanted of it, once that has been wanted for a while. */
export function createCaptureFollower(
  apply: (size: CaptureSize) => void,
  schedule: (task: () => void, afterMs: number) => () => void,
): { readonly current: CaptureSize; want(size: CaptureSize): void } {
  let current: CaptureSize = 'standard';
  let cancel: (() => void) | null = null;

  return {
    get current() {
      return current;
    },
    want(size) {
      if (size === current) {
        cancel?.();
        cancel = null;
        return;
      }
      cancel ??= schedule(
        () => {
          cancel = null;
          current = size;
          apply(size);
        },
        size === 'high' ? RAISE_AFTER_MS : LOWER_AFTER_MS,
      );
    },
  };
}
