/**
 * Messages that wait for the admission of their sender (rule P3). Offers are sent side by side with `room:join` on another
 * socket and may overtake it. How much may wait is bounded for each sender and for all together.
 */
export interface HeldMessages<Message> {
  /** False when there is no room for it. */
  add(message: Message, bytes: number): boolean;
  /** Takes all out, in the order in which they came. */
  release(): readonly Message[];
}

export interface HoldRoom {
  /** A place for one sender's messages; `onExpired` gets those that have waited too long. */
  open<Message>(onExpired: (messages: readonly Message[]) => void): HeldMessages<Message>;
}

/** Well above any round trip on which a call makes sense. */
const WAIT_MS = 3000;

/** A newcomer to a full room of 16 sends 15 offers and some ten candidates for each: about 150 kB. */
const MAX_BYTES_PER_SENDER = 256 * 1024;
const MAX_BYTES_IN_ALL = 32 * 1024 * 1024;

/** A small message takes more memory than its bytes. */
const OVERHEAD_BYTES = 256;

export function createHoldRoom(schedule: (task: () => void, afterMs: number) => () => void): HoldRoom {
  let bytesInAll = 0;

  return {
    open<Message>(onExpired: (messages: readonly Message[]) => void): HeldMessages<Message> {
      let messages: Message[] = [];
      let bytesHeld = 0;
      let cancel: (() => void) | null = null;

      function release(): readonly Message[] {
        cancel?.();
        cancel = null;
        bytesInAll -= bytesHeld;
        bytesHeld = 0;
        const released = messages;
        messages = [];
        return released;
      }

      return {
        add(message, bytes) {
          const cost = bytes + OVERHEAD_BYTES;
          if (bytesHeld + cost > MAX_BYTES_PER_SENDER || bytesInAll + cost > MAX_BYTES_IN_ALL) return false;
          messages.push(message);
          bytesHeld += cost;
          bytesInAll += cost;
          cancel ??= schedule(() => onExpired(release()), WAIT_MS);
          return true;
        },
        release,
      };
    },
  };
}
