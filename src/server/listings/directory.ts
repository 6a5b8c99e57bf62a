import type { Listing } from '../../shared/hosting.ts';
import type { RoomId } from '../../shared/protocol.ts';
import { byActivity, type PublicRoom } from '../../shared/public-rooms.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';

/** Which rooms are listed for everybody to see. Fed with each change of a room; keeps nobody's name. */

/** What the directory reads of a room. */
export interface RoomView {
  readonly id: RoomId;
  /** Null for a room that no host has listed. */
  readonly listing: Listing | null;
  /** How many people are in it; a room that nobody is in is gone. */
  readonly people: number;
  readonly isLocked: boolean;
  readonly hasPasscode: boolean;
  readonly isFull: boolean;
}

/** A place in the list that a host has asked for. */
export interface Reservation {
  /** The room was not listed after all. */
  release(): void;
}

export interface Directory {
  /** The newest activity first. */
  all(): readonly PublicRoom[];
  find(id: RoomId): PublicRoom | null;
  /** To be called with each change of any room. */
  note(room: RoomView): void;
  /** Takes a place in the list for a room, or refuses when there is none left for all or for this address. */
  reserve(id: RoomId, address: string | null): Result<Reservation>;
}

/** So many fit on a page that a person can still read, and on a wire that 2000 pages listen to. */
const MAX_ROOMS = 200;

/** A school or a company behind one address. */
const MAX_ROOMS_PER_ADDRESS = 10;

export interface DirectoryOptions {
  /** Called when what is shown of a room has changed, or when it is listed no more. */
  readonly onChange: (id: RoomId) => void;
  /** False for load tests: `LIMITS=off`. */
  readonly isLimitedPerAddress: boolean;
}

const isSame = (one: PublicRoom, other: PublicRoom): boolean =>
  (Object.keys(one) as (keyof PublicRoom)[]).every((key) => one[key] === other[key]);

const isSameListing = (one: PublicRoom, other: PublicRoom): boolean =>
  one.title === other.title && one.topic === other.topic && one.language === other.language;

export function createDirectory({ onChange, isLimitedPerAddress }: DirectoryOptions): Directory {
  const listed = new Map<RoomId, PublicRoom>();
  /** The address that took the place of each room. */
  const reserved = new Map<RoomId, string | null>();
  let lastOrder = 0;

  function orderOf(before: PublicRoom | undefined, after: PublicRoom): number {
    const isActive = !before || after.people > before.people || !isSameListing(before, after);
    if (isActive) lastOrder += 1;
    return isActive ? lastOrder : before.order;
  }

  function show(room: PublicRoom): void {
    const before = listed.get(room.id);
    const after = { ...room, order: orderOf(before, room) };
    if (before && isSame(before, after)) return;
    listed.set(room.id, after);
    if (!reserved.has(room.id)) reserved.set(room.id, null);
    onChange(room.id);
  }

  function hide(id: RoomId): void {
    if (!listed.delete(id)) return;
    reserved.delete(id);
    onChange(id);
  }

  const countOf = (address: string): number => [...reserved.values()].filter((taken) => taken === address).length;

  return {
    all: () => [...listed.values()].sort(byActivity),
    find: (id) => listed.get(id) ?? null,

    note({ id, listing, ...seen }) {
      if (listing === null || seen.people === 0) hide(id);
      else
        show({ id, title: listing.title, topic: listing.topic, language: listing.language ?? null, ...seen, order: 0 });
    },

    reserve(id, address) {
      if (reserved.has(id)) return ok({ release: () => undefined });
      const isFull = reserved.size >= MAX_ROOMS;
      const isAddressFull = isLimitedPerAddress && address !== null && countOf(address) >= MAX_ROOMS_PER_ADDRESS;
      if (isFull || isAddressFull) return refuse('listing:too-many');
      reserved.set(id, address);
      return ok({
        release() {
          if (!listed.has(id)) reserved.delete(id);
        },
      });
    },
  };
}
