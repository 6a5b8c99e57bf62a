import type { SettingsChange } from '../../shared/hosting.ts';
import type { RoomId } from '../../shared/protocol.ts';
import { refuse, type Result } from '../../shared/result.ts';
import type { ClientAddress } from '../limits/client-address.ts';

/** What is needed of the list of public rooms: a place in it. */
export interface ListingPlaces {
  reserve(id: RoomId, address: ClientAddress): Result<{ release(): void }>;
}

/** Changes the settings of a room. One that is to be listed needs a place in the list (rules L4 and L5). */
export async function withListingPlace(
  places: ListingPlaces | null,
  { roomId, address, change }: { roomId: RoomId; address: ClientAddress; change: SettingsChange },
  apply: () => Promise<Result<null>>,
): Promise<Result<null>> {
  if (!change.listing) return apply();
  if (places === null) return refuse('listing:off');
  const place = places.reserve(roomId, address);
  if (!place.ok) return place;
  try {
    return await apply();
  } finally {
    // Where the room is listed now, its place stays.
    place.value.release();
  }
}
