import type { RoomId } from '../shared/protocol.ts';
import type { Result } from '../shared/result.ts';
import type { PublicRoom } from '../shared/public-rooms.ts';
import type { ClientAddress } from './limits/client-address.ts';
import type { Limits } from './limits/limits.ts';
import { createDirectory, type Reservation } from './listings/directory.ts';
import { createListingNews } from './listings/listing-news.ts';
import { viewOf } from './listings/room-view.ts';
import { schedule } from './ops/schedule.ts';
import type { Room } from './rooms/room-state.ts';
import { servePublicRooms } from './signalling/public-rooms.ts';
import type { SocketServer } from './signalling/socket-server.ts';

/** The list of public rooms, and those who look at it. */
export interface Listings {
  all(): readonly PublicRoom[];
  /** To be called with each change of any room. */
  note(room: Room): void;
  /** See `Directory.reserve`. */
  reserve(id: RoomId, address: ClientAddress): Result<Reservation>;
  close(): void;
}

export interface ListingsOptions extends SocketServer {
  readonly limits: Limits;
  readonly isLimitedPerAddress: boolean;
  /** How many people a room holds where no host has said. */
  readonly capacity: number;
}

export function createListings({ io, callerOf, limits, isLimitedPerAddress, capacity }: ListingsOptions): Listings {
  const directory = createDirectory({ onChange: (id) => news.changed(id), isLimitedPerAddress });
  const news = createListingNews({
    find: directory.find,
    tell: servePublicRooms({ io, callerOf, limits, isLimitedPerAddress, all: directory.all }),
    schedule,
  });
  return {
    all: directory.all,
    note: (room) => directory.note(viewOf(room, capacity)),
    reserve: directory.reserve,
    close: news.close,
  };
}
