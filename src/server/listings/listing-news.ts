import type { RoomId } from '../../shared/protocol.ts';
import type { PublicRoomsChanged } from '../../shared/public-rooms.ts';
import type { Directory } from './directory.ts';

/** Tells what has changed in the list, twice a second at most: however often a room changes, pages hear its last state. */

/** A page hears of a change within a second: this long at most it waits here. */
const PERIOD_MS = 400;

export interface ListingNews {
  /** This room has changed, or is listed no more. */
  changed(id: RoomId): void;
  close(): void;
}

export interface ListingNewsOptions {
  readonly find: Directory['find'];
  readonly tell: (change: PublicRoomsChanged) => void;
  /** Runs a task later, and returns what takes it back. */
  readonly schedule: (task: () => void, afterMs: number) => () => void;
}

export function createListingNews({ find, tell, schedule }: ListingNewsOptions): ListingNews {
  const pending = new Set<RoomId>();
  let cancel: (() => void) | null = null;

  function flush(): void {
    cancel = null;
    const found = [...pending].map((id) => ({ id, room: find(id) }));
    pending.clear();
    tell({
      isWhole: false,
      rooms: found.flatMap(({ room }) => (room === null ? [] : [room])),
      gone: found.filter(({ room }) => room === null).map(({ id }) => id),
    });
  }

  return {
    changed(id) {
      pending.add(id);
      cancel ??= schedule(flush, PERIOD_MS);
    },
    close() {
      cancel?.();
      cancel = null;
    },
  };
}
