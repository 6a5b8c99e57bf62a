import {
  RateLimiterMemory,
  RateLimiterRes,
  type IRateLimiterOptions,
  type RateLimiterAbstract,
} from 'rate-limiter-flexible';
import type { ClientAddress } from './client-address.ts';

/**
 * How often each of these may happen within `WINDOW_SECONDS` from one address. A school is the measure: 300 pages behind
 * one address open within the window, and after a restart without SECRET each of them comes with a ticket that is no
 * longer good, gets a new one, and comes again. A page makes one Socket.IO and one PeerServer connection.
 */
const PER_ADDRESS = {
  /** A page that carries an admission. */
  page: 400,
  /** Any other text: the app's manifest, the page that is shown without a network, what was not found. */
  document: 1200,
  /** Scripts, styles and icons: a page without a cache asks for some 20. */
  asset: 9000,
  ticket: 900,
  leave: 900,
  /** New Socket.IO connections, over a WebSocket or polling. */
  handshake: 1200,
  /** Tickets shown on Socket.IO connections, good or bad. */
  connect: 1200,
  /** New PeerServer connections. */
  peer: 1200,
  join: 900,
  knock: 300,
} as const;

export type LimitKind = keyof typeof PER_ADDRESS;

export const WINDOW_SECONDS = 10;

/** How long a refusal over HTTP waits: 40 connections that ask again and again get 200 answers a second, not thousands. */
export const REFUSAL_DELAY_MS = 200;

/**
 * All addresses together may do this many times as much. It is what one process can serve, and all there is where the
 * addresses of visitors are not known.
 */
const IN_ALL_FACTOR = 10;

export interface Limits {
  /** Counts one more; false when that is too many. */
  take(kind: LimitKind, address: ClientAddress): Promise<boolean>;
  /** A connection of this address was cut because it did what no page does: as if it had made 60 more of its kind. */
  punish(kind: LimitKind, address: ClientAddress): void;
}

const PUNISHMENT_POINTS = 60;

/** What is used of a limiter of rate-limiter-flexible. */
export type Limiter = Pick<RateLimiterAbstract, 'consume' | 'penalty'>;
export type CreateLimiter = (options: IRateLimiterOptions) => Limiter;

export interface LimitsOptions {
  readonly isOn: boolean;
  readonly onError: (error: unknown) => void;
  /** Where counts are kept: in this process, unless another store of rate-limiter-flexible is given. */
  readonly createLimiter?: CreateLimiter | undefined;
}

const inMemory: CreateLimiter = (options) => new RateLimiterMemory(options);

/** Counts one more; false when that is too many. Rejects when the store of the counts fails. */
export async function isWithin(limiter: Pick<Limiter, 'consume'>, key: string): Promise<boolean> {
  try {
    await limiter.consume(key);
    return true;
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return false;
    throw refusal;
  }
}

export function createLimits({ isOn, onError, createLimiter = inMemory }: LimitsOptions): Limits {
  const limiters = new Map<string, Limiter>();

  function limiterOf(keyPrefix: string, points: number): Limiter {
    const known = limiters.get(keyPrefix);
    if (known) return known;
    const limiter = createLimiter({ keyPrefix, points, duration: WINDOW_SECONDS });
    limiters.set(keyPrefix, limiter);
    return limiter;
  }

  const consume = (limiter: Limiter, key: string): Promise<boolean> =>
    isWithin(limiter, key).catch((failure: unknown) => {
      // A store that fails must not close the service.
      onError(failure);
      return true;
    });

  return {
    async take(kind, address) {
      if (!isOn) return true;
      const points = PER_ADDRESS[kind];
      // The address first: what it is refused must not use up what is there for all.
      if (address !== null && !(await consume(limiterOf(`${kind}:address`, points), address))) return false;
      return consume(limiterOf(`${kind}:all`, points * IN_ALL_FACTOR), 'all');
    },
    punish(kind, address) {
      if (!isOn || address === null) return;
      limiterOf(`${kind}:address`, PER_ADDRESS[kind]).penalty(address, PUNISHMENT_POINTS).catch(onError);
    },
  };
}
