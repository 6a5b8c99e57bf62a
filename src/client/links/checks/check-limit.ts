import type { Check } from '../../call/doctor/examination.ts';

/** The check, aborted after `limitMs`, too. (`AbortSignal.any` is younger than some browsers that we build for.) */
export const limited =
  (check: Check, limitMs: number): Check =>
  async (signal) => {
    const controller = new AbortController();
    const abort = (): void => controller.abort();
    const timer = setTimeout(abort, limitMs);
    signal.addEventListener('abort', abort);
    try {
      return await check(controller.signal);
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
    }
  };
