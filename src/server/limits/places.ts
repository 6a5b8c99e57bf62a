import type { ClientAddress } from './client-address.ts';

/** Bounds how many connections of one kind are open at once. */
export interface Places {
  readonly open: number;
  readonly limit: number;
  /** Whether `take` would succeed now. */
  hasRoom(address: ClientAddress): boolean;
  /**
   * Takes a place for a new connection, or returns null. When all places are taken, the oldest connection that has not
   * settled gives way: its `end` is called.
   */
  take(address: ClientAddress, end: () => void): Place | null;
}

/** One connection's place. All calls are idempotent. */
export interface Place {
  /** Its participant has joined: the connection gives way to no other. */
  settle(): void;
  /** Its participant has left, and is a visitor again. */
  unsettle(): void;
  /** The connection has ended. */
  free(): void;
}

interface Taken {
  readonly address: ClientAddress;
  readonly end: () => void;
}

export interface PlacesOptions {
  /** How many in all. */
  readonly limit: number;
  readonly perAddress: number;
  /** Called when a newcomer finds all places taken. */
  readonly onFull: () => void;
}

export function createPlaces({ limit, perAddress, onFull }: PlacesOptions): Places {
  const taken = new Set<Taken>();
  /** In the order in which they came. */
  const unsettled = new Set<Taken>();
  const perAddressCounts = new Map<string, number>();

  const countOf = (address: ClientAddress): number => (address === null ? 0 : (perAddressCounts.get(address) ?? 0));

  function count(address: ClientAddress, change: 1 | -1): void {
    if (address === null) return;
    const next = countOf(address) + change;
    if (next > 0) perAddressCounts.set(address, next);
    else perAddressCounts.delete(address);
  }

  function free(entry: Taken): void {
    unsettled.delete(entry);
    if (taken.delete(entry)) count(entry.address, -1);
  }

  function isFullOfSettled(): boolean {
    return taken.size >= limit && unsettled.size === 0;
  }

  const hasRoom = (address: ClientAddress): boolean => countOf(address) < perAddress && !isFullOfSettled();

  return {
    get open() {
      return taken.size;
    },
    limit,
    hasRoom,

    take(address, end) {
      if (taken.size >= limit) onFull();
      if (!hasRoom(address)) return null;
      const [oldest] = unsettled;
      if (taken.size >= limit && oldest) {
        free(oldest);
        oldest.end();
      }
      const entry: Taken = { address, end };
      taken.add(entry);
      unsettled.add(entry);
      count(address, 1);
      return {
        settle: () => void unsettled.delete(entry),
        unsettle() {
          if (taken.has(entry)) unsettled.add(entry);
        },
        free: () => free(entry),
      };
    },
  };
}
