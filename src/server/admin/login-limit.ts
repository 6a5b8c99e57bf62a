import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { ClientAddress } from '../limits/client-address.ts';
import { isWithin } from '../limits/limits.ts';

/** How often a password may be tried. `LIMITS=off` does not change it. */

export const LOGIN_WINDOW_SECONDS = 300;
const PER_ADDRESS = 5;

/**
 * Where the addresses of visitors are not known this is all there is. Somebody with many addresses can use it up, and the
 * admin then waits at the door; who is in already stays in.
 */
const IN_ALL = 60;

export interface LoginLimit {
  /** Counts one more try; false when that is too many. */
  take(address: ClientAddress): Promise<boolean>;
  /** The password was right: earlier tries of this address are forgiven. */
  forgive(address: ClientAddress): void;
}

export function createLoginLimit(): LoginLimit {
  const perAddress = new RateLimiterMemory({ points: PER_ADDRESS, duration: LOGIN_WINDOW_SECONDS });
  const inAll = new RateLimiterMemory({ points: IN_ALL, duration: LOGIN_WINDOW_SECONDS });
  return {
    async take(address) {
      // The address first: what it is refused must not use up what is there for all.
      if (address !== null && !(await isWithin(perAddress, address))) return false;
      return isWithin(inAll, 'all');
    },
    forgive(address) {
      if (address !== null) void perAddress.delete(address);
    },
  };
}
