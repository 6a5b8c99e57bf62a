import * as v from 'valibot';

/**
 * Order and delivery between two participants, over connections that come and go. Pure: frames in, frames and
 * messages out. One instance lives as long as the link, and so longer than any connection of it.
 */

/** Names one page's end of the channel; a reload makes a new one. */
const sessionSchema = v.pipe(v.string(), v.regex(/^[\w-]{1,40}$/));
const countSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const frameSchema = v.variant('type', [
  /** First on every new connection: who we are, where our numbers go on, and how much we have heard of the other. */
  v.object({
    type: v.literal('hello'),
    session: sessionSchema,
    next: countSchema,
    heard: v.nullable(v.object({ session: sessionSchema, seq: countSchema })),
  }),
  v.object({ type: v.literal('data'), seq: countSchema, body: v.unknown() }),
  /** Something that is worth hearing only now: not numbered, not sent again. */
  v.object({ type: v.literal('volatile'), body: v.unknown() }),
  /**
   * All up to `seq` of this session has been heard. Sent regularly, it is the heartbeat, too. Pages of an earlier version
   * name no session.
   */
  v.object({ type: v.literal('ack'), session: v.exactOptional(sessionSchema), seq: countSchema }),
]);

export type ChannelFrame = v.InferOutput<typeof frameSchema>;

export function decodeFrame(raw: unknown): ChannelFrame | null {
  if (typeof raw !== 'string') return null;
  try {
    const parsed = v.safeParse(frameSchema, JSON.parse(raw));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}

const encodeFrame = (frame: ChannelFrame): string => JSON.stringify(frame);

/** What may wait for an acknowledgement. Beyond that the other side has been gone for too long to catch up. */
const MAX_UNACKED = 5000;
const MAX_UNACKED_CHARACTERS = 4 * 1024 * 1024;

/**
 * What may be under way before the other side has acknowledged it: after a line stood still, everything under way
 * arrives at once.
 */
const MAX_IN_FLIGHT = 64;

/** A sender of many messages should not have to keep them all until the next heartbeat. */
const ACK_EVERY = 64;

interface Unacked {
  readonly seq: number;
  readonly encoded: string;
}

export interface Received {
  readonly messages: readonly unknown[];
  /** Encoded frames to send at once; besides, there may be more to `take` now. */
  readonly replies: readonly string[];
}

export interface ReliableChannel {
  /** Keeps it until it is acknowledged; false when too much waits already. */
  send(body: unknown): boolean;
  /** The next frame to send, if it may go now; null when there is none. */
  take(mayGo: (encoded: string) => boolean): string | null;
  /** A frame that is neither numbered nor sent again. */
  volatile(body: unknown): string;
  /** What to send first on a new connection. */
  open(): string;
  /** What to send every second or so. */
  heartbeat(): string;
  receive(frame: ChannelFrame): Received;
}

const nothing: Received = { messages: [], replies: [] };

export function createReliableChannel(session: string): ReliableChannel {
  let lastSeq = 0;
  const unacked: Unacked[] = [];
  let unackedCharacters = 0;
  /** All up to here has been sent, over this connection or one before. */
  let sentSeq = 0;
  let theirs: { session: string; seq: number } | null = null;

  const acknowledgement = (): string => encodeFrame({ type: 'ack', ...(theirs ?? { seq: 0 }) });

  function acknowledge(seq: number): void {
    const count = unacked.findIndex((message) => message.seq > seq);
    const heard = unacked.splice(0, count === -1 ? unacked.length : count);
    for (const { encoded } of heard) unackedCharacters -= encoded.length;
    sentSeq = Math.max(sentSeq, Math.min(seq, lastSeq));
  }

  function onHello({ session: theirSession, next, heard }: Extract<ChannelFrame, { type: 'hello' }>): Received {
    // After one of the two pages was reloaded, it begins where the numbers of the other are by now.
    if (theirs?.session !== theirSession) theirs = { session: theirSession, seq: next - 1 };
    if (heard?.session === session) acknowledge(heard.seq);
    // All that they have not heard is sent again.
    sentSeq = (unacked[0]?.seq ?? lastSeq + 1) - 1;
    return nothing;
  }

  function onData({ seq, body }: Extract<ChannelFrame, { type: 'data' }>): Received {
    // Before their hello nothing can be placed. Older is a repetition; later means that something went missing,
    // which their next hello sends again together with this.
    if (!theirs || seq !== theirs.seq + 1) return nothing;
    theirs = { ...theirs, seq };
    return { messages: [body], replies: seq % ACK_EVERY === 0 ? [acknowledgement()] : [] };
  }

  return {
    send(body) {
      const encoded = encodeFrame({ type: 'data', seq: lastSeq + 1, body });
      if (unacked.length >= MAX_UNACKED || unackedCharacters + encoded.length > MAX_UNACKED_CHARACTERS) return false;
      lastSeq += 1;
      unacked.push({ seq: lastSeq, encoded });
      unackedCharacters += encoded.length;
      return true;
    },
    take(mayGo) {
      const ahead = sentSeq + 1 - (unacked[0]?.seq ?? 0);
      const next = ahead < MAX_IN_FLIGHT ? unacked[ahead] : undefined;
      if (!next || !mayGo(next.encoded)) return null;
      sentSeq = next.seq;
      return next.encoded;
    },
    volatile: (body) => encodeFrame({ type: 'volatile', body }),
    open: () => encodeFrame({ type: 'hello', session, next: unacked[0]?.seq ?? lastSeq + 1, heard: theirs }),
    heartbeat: acknowledgement,
    receive(frame) {
      switch (frame.type) {
        case 'hello':
          return onHello(frame);
        case 'data':
          return onData(frame);
        case 'volatile':
          return { messages: [frame.body], replies: [] };
        case 'ack':
          // What they heard of the page that this one was before its reload says nothing of what it has said itself.
          if ((frame.session ?? session) === session) acknowledge(frame.seq);
          return nothing;
      }
    },
  };
}
