import * as v from 'valibot';

/**
 * Order and delivery between two participants, over connections that come and go. Pure: frames in, frames and
 * messages out. One instance lives as long as the link, and so longer than any connection of it.
 */

/** Names one page's end of the channel; a reload makes a new one. */
const sessionSchema = v.pipe(v.string(), v.regex(/^[\w-]{1,40}$/));
const countSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const frameSchema = v.variant('type', [
  /** First on every new connection: who we are, where our numbers go on, and how much we have heard of whom. */
  v.object({
    type: v.literal('hello'),
    session: sessionSchema,
    next: countSchema,
    heard: v.nullable(v.object({ session: sessionSchema, seq: countSchema })),
  }),
  v.object({ type: v.literal('data'), seq: countSchema, body: v.unknown() }),
  /** Something that is worth hearing only now: not numbered, not sent again. */
  v.object({ type: v.literal('volatile'), body: v.unknown() }),
  /** All up to `seq` has been heard. Sent regularly, it is the heartbeat, too. */
  v.object({ type: v.literal('ack'), seq: countSchema }),
]);

export type Frame = v.InferOutput<typeof frameSchema>;

export function decodeFrame(raw: unknown): Frame | null {
  if (typeof raw !== 'string') return null;
  try {
    const parsed = v.safeParse(frameSchema, JSON.parse(raw));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}

const encodeFrame = (frame: Frame): string => JSON.stringify(frame);

/** What may wait for an acknowledgement. Beyond that the other side has been gone for too long to catch up. */
const MAX_UNACKED = 5000;
const MAX_UNACKED_CHARACTERS = 4 * 1024 * 1024;

/** A sender of many messages should not have to keep them all until the next heartbeat. */
const ACK_EVERY = 64;

interface Unacked {
  readonly seq: number;
  readonly encoded: string;
}

export interface Received {
  readonly messages: readonly unknown[];
  /** Encoded frames to send at once. */
  readonly replies: readonly string[];
}

export interface ReliableChannel {
  /** The frame to send now; null when too much waits already. While no connection is open it waits for `open`. */
  send(body: unknown): string | null;
  /** A frame that is neither numbered nor sent again. */
  volatile(body: unknown): string;
  /** What to send first on a new connection. */
  open(): string;
  /** What to send every second or so. */
  heartbeat(): string;
  receive(frame: Frame): Received;
}

const nothing: Received = { messages: [], replies: [] };

export function createReliableChannel(session: string): ReliableChannel {
  let lastSeq = 0;
  let unacked: Unacked[] = [];
  let unackedCharacters = 0;
  let theirs: { session: string; seq: number } | null = null;

  function acknowledge(seq: number): void {
    unacked = unacked.filter((message) => {
      if (message.seq > seq) return true;
      unackedCharacters -= message.encoded.length;
      return false;
    });
  }

  function onHello({ session: theirSession, next, heard }: Extract<Frame, { type: 'hello' }>): Received {
    // Whoever is new to the other, for one of them was reloaded, begins where the other's numbers are by now.
    if (theirs?.session !== theirSession) theirs = { session: theirSession, seq: next - 1 };
    if (heard?.session === session) acknowledge(heard.seq);
    return { messages: [], replies: unacked.map(({ encoded }) => encoded) };
  }

  function onData({ seq, body }: Extract<Frame, { type: 'data' }>): Received {
    // Before their hello nothing can be placed. Older is a repetition; later means that something went missing,
    // which their next hello sends again together with this.
    if (!theirs || seq !== theirs.seq + 1) return nothing;
    theirs = { ...theirs, seq };
    return { messages: [body], replies: seq % ACK_EVERY === 0 ? [encodeFrame({ type: 'ack', seq })] : [] };
  }

  return {
    send(body) {
      const encoded = encodeFrame({ type: 'data', seq: lastSeq + 1, body });
      if (unacked.length >= MAX_UNACKED || unackedCharacters + encoded.length > MAX_UNACKED_CHARACTERS) return null;
      lastSeq += 1;
      unacked.push({ seq: lastSeq, encoded });
      unackedCharacters += encoded.length;
      return encoded;
    },
    volatile: (body) => encodeFrame({ type: 'volatile', body }),
    open: () => encodeFrame({ type: 'hello', session, next: unacked[0]?.seq ?? lastSeq + 1, heard: theirs }),
    heartbeat: () => encodeFrame({ type: 'ack', seq: theirs?.seq ?? 0 }),
    receive(frame) {
      switch (frame.type) {
        case 'hello':
          return onHello(frame);
        case 'data':
          return onData(frame);
        case 'volatile':
          return { messages: [frame.body], replies: [] };
        case 'ack':
          acknowledge(frame.seq);
          return nothing;
      }
    },
  };
}
