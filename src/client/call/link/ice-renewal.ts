import type { Ice } from '../../../shared/ice.ts';
import { retryDelayMs } from './backoff.ts';
import type { CallPorts } from '../ports.ts';

/** Keeps the credentials of TURN servers good for as long as the page lives: a call may outlast them. */
export interface IceRenewal {
  /** ICE servers that came with something else. */
  accept(ice: Ice): void;
  /** This page is in the room now: from here on it asks for new ones in time. Null when there are no better ones. */
  enter(ice: Ice | null): void;
  /** Runs `task` as soon as the credentials are good: at once, or when new ones are there or could not be had. */
  whenFresh(task: () => void): void;
}

export interface IceRenewalOptions extends Pick<CallPorts, 'now' | 'random' | 'schedule'> {
  readonly first: Ice;
  /** Whether this page is in the room: nobody else is given new credentials (rule I6). */
  readonly isMember: () => boolean;
  readonly renew: () => Promise<Ice>;
  /** `wasExpired`: what was there before was of no use, so that something may work now that did not. */
  readonly onRenewed: (ice: Ice, change: { readonly wasExpired: boolean }) => void;
}

/** Nobody waits for this while the credentials they have are good; and a server may be down for long. */
const LONGEST_RETRY_DELAY_MS = 60_000;

/** Mending a link may do without a relay; it should not wait much longer than the question takes on a slow line. */
const FRESH_PATIENCE_MS = 1500;

/**
 * How long after credentials came the next are asked for; Infinity for never. Half of their life is left for a server
 * that cannot be reached.
 * @param fruitless attempts in a row that brought nothing of use
 * @param random in [0, 1)
 */
export function renewalDelayMs(expiresInMs: number | null, fruitless: number, random: number): number {
  if (expiresInMs === null) return Infinity;
  const isInNeed = fruitless > 0 || expiresInMs === 0;
  return isInNeed ? retryDelayMs(fruitless, random, LONGEST_RETRY_DELAY_MS) : expiresInMs / 2;
}

export function createIceRenewal(options: IceRenewalOptions): IceRenewal {
  const { now, random, schedule, isMember, renew, onRenewed } = options;
  let expiresInMs = options.first.expiresInMs;
  let receivedAt = now();
  let fruitless = 0;
  let pending: Promise<void> | null = null;
  let cancel = (): void => undefined;

  const isExpired = (): boolean => expiresInMs !== null && now() - receivedAt >= expiresInMs;

  function plan(): void {
    cancel();
    const delayMs = renewalDelayMs(expiresInMs, fruitless, random());
    cancel = delayMs === Infinity ? () => undefined : schedule(() => void (isMember() && refresh()), delayMs);
  }

  function retry(): void {
    fruitless += 1;
    plan();
  }

  function accept(ice: Ice): void {
    const wasExpired = isExpired();
    // A server that was restarted may have less to give than what is good still.
    if (ice.expiresInMs === 0 && !wasExpired) {
      retry();
      return;
    }
    fruitless = ice.expiresInMs === 0 ? fruitless + 1 : 0;
    expiresInMs = ice.expiresInMs;
    receivedAt = now();
    plan();
    onRenewed(ice, { wasExpired: wasExpired && !isExpired() });
  }

  function refresh(): Promise<void> {
    pending ??= renew()
      .then(accept, retry)
      .finally(() => (pending = null));
    return pending;
  }

  plan();
  return {
    accept,
    enter(ice) {
      if (ice) accept(ice);
      else plan();
    },
    whenFresh(task) {
      if (!isExpired() || !isMember()) {
        task();
        return;
      }
      let isDone = false;
      const runOnce = (): void => {
        if (!isDone) task();
        isDone = true;
      };
      const stopWaiting = schedule(runOnce, FRESH_PATIENCE_MS);
      void refresh().then(() => {
        stopWaiting();
        runOnce();
      });
    },
  };
}
