import type { ClientAddress } from '../../limits/client-address.ts';

/**
 * Messages that wait for the admission of their sender (rule P3). Offers are sent side by side with `room:join` on another
 * socket and may overtake it. How much may wait is bounded for each sender, each address and all together.
 */
export interface HeldMessages<Message> {
  /** False when there is no room for it. */
  add(message: Message, bytes: number): boolean;
  /** Takes all out, in the order in which they came. */
  release(): readonly Message[];
}

export interface HoldRoom {
  /** A place for one sender's messages; `onExpired` gets those that have waited too long. */
  open<Message>(address: ClientAddress, onExpired: (messages: readonly Message[]) => void): HeldMessages<Message>;
}

/** Well above any round trip on which a call makes sense. */
const WAIT_MS = 3000;

/** A newcomer to a full room of 16 sends 15 offers and some ten candidates for each: about 150 kB. */
const MAX_BYTES_PER_SENDER = 256 * 1024;
/** A class behind one address opens its page in one moment: 50 of them. */
const MAX_BYTES_PER_ADDRESS = 8 * 1024 * 1024;
const MAX_BYTES_IN_ALL = 32 * 1024 * 1024;

/** A small message takes more memory than its bytes. */
const OVERHEAD_BYTES = 256;

export function createHoldRoom(schedule: (task: () => void, afterMs: number) => () => void): HoldRoom {
  let bytesInAll = 0;
  const bytesOfAddresses = new Map<ClientAddress, number>();

  /** Addresses that the server cannot know (null) share no bound. */
  const bytesOf = (address: ClientAddress): number => (address === null ? 0 : (bytesOfAddresses.get(address) ?? 0));

  function count(address: ClientAddress, change: number): void {
    bytesInAll += change;
    const bytes = bytesOf(address) + change;
    if (bytes > 0 && address !== null) bytesOfAddresses.set(address, bytes);
    else bytesOfAddresses.delete(address);
  }

  const isFull = (address: ClientAddress, cost: number): boolean =>
    bytesInAll + cost > MAX_BYTES_IN_ALL || bytesOf(address) + cost > MAX_BYTES_PER_ADDRESS;

  return {
    open<Message>(address: ClientAddress, onExpired: (messages: readonly Message[]) => void): HeldMessages<Message> {
      let messages: Message[] = [];
      let bytesHeld = 0;
      let cancel: (() => void) | null = null;

      function release(): readonly Message[] {
        cancel?.();
        cancel = null;
        count(address, -bytesHeld);
        bytesHeld = 0;
        const released = messages;
        messages = [];
        return released;
      }

      return {
        add(message, bytes) {
          const cost = bytes + OVERHEAD_BYTES;
          if (bytesHeld + cost > MAX_BYTES_PER_SENDER || isFull(address, cost)) return false;
          messages.push(message);
          bytesHeld += cost;
          count(address, cost);
          cancel ??= schedule(() => onExpired(release()), WAIT_MS);
          return true;
        },
        release,
      };
    },
  };
}
