import { createKeyedRateLimit } from '../../shared/keyed-rate-limit.ts';

/**
 * How often passcodes and host keys may be guessed wrong. A passcode of four digits holds for three days against one
 * network, and for half a day against many: hosts who need more choose a longer one, or lock the room.
 */
const PER_NETWORK = { burst: 10, perSecond: 1 / 30 };
const PER_ROOM = { burst: 60, perSecond: 1 / 5 };

export interface Guesses {
  /** Counts one; false when that is too many. */
  take(room: string, network: string | null): boolean;
  /** It was none: what was shown is right. */
  giveBack(room: string, network: string | null): void;
}

export function createGuesses(now: () => number): Guesses {
  const ofNetworks = createKeyedRateLimit({ ...PER_NETWORK, now });
  const ofRooms = createKeyedRateLimit({ ...PER_ROOM, now });

  return {
    take(room, network) {
      // The network first: what it is refused must not use up what the room has for all.
      if (network !== null && !ofNetworks.take(network)) return false;
      return ofRooms.take(room);
    },
    giveBack(room, network) {
      if (network !== null) ofNetworks.giveBack(network);
      ofRooms.giveBack(room);
    },
  };
}
