import * as v from 'valibot';
import type { ParticipantId } from '../../../shared/protocol.ts';
import { createKeyedRateLimit, type KeyedRateLimit } from '../../../shared/keyed-rate-limit.ts';
import type { Lifetime } from '../lifetime.ts';

/** One type of message. `Sent` and `Heard` are its fields, before and after its schema has checked them. */
export interface Channel<Sent extends object, Heard extends object = Sent> {
  /** False when this page has no link with the participant, or when too many messages wait for the participant. */
  send(to: ParticipantId, body: Sent): boolean;
  /** The same to everybody with whom there is a link. */
  sendToAll(body: Sent): void;
  /** Says this to a participant whenever a connection to them opens; with null nothing. */
  greet(greeting: (to: ParticipantId) => Sent | null): void;
  /** As `greet`, for several messages, or for none. */
  greetWithAll(greeting: (to: ParticipantId) => readonly Sent[]): void;
  /** Returns what ends the listening. */
  on(listener: (from: ParticipantId, body: Heard) => void): () => void;
}

export interface ChannelOptions<Sent> {
  /**
   * How many of these messages are heard of one sender: at once, and each second from then on. The rest is dropped, so
   * that no type takes what the others need.
   */
  readonly budget?: Budget;
  /** The largest message that is read, in UTF-16 units of its JSON. */
  readonly maxUnits?: number;
  /**
   * Whether this message is worth hearing only now: it is lost when no connection is open. Any other arrives once and
   * in order, also when the connection is down now.
   */
  readonly isVolatile?: (body: Sent) => boolean;
}

export interface Budget {
  readonly burst: number;
  readonly perSecond: number;
}

/** For what says how things are now: the newest one counts, and people change it by hand. */
const STATE_BUDGET: Budget = { burst: 30, perSecond: 5 };

/** Several times the largest message that is not text or a list. */
const MAX_UNITS = 1000;

/** How features talk to the others: each registers its type of message, and nobody else needs to know of it. */
export interface Messages {
  channel<Sent extends object, Heard extends object>(
    type: string,
    schema: v.GenericSchema<Sent, Heard>,
    options?: ChannelOptions<Sent>,
  ): Channel<Sent, Heard>;
}

/** Why a message was dropped. */
type DropReason = 'unregistered' | 'too-large' | 'over-budget' | 'malformed';

export interface Channels extends Messages {
  /** Says all greetings to this participant, in the order in which they were registered. */
  greet(to: ParticipantId): void;
  /** @param units how long it was on the wire */
  receive(from: ParticipantId, message: unknown, units: number): void;
  /** How many messages were not heard, and why. */
  readonly dropped: Readonly<Record<DropReason, number>>;
}

export interface ChannelsOptions {
  readonly now: () => number;
  readonly lifetime: Pick<Lifetime, 'attempt'>;
  readonly everybody: () => Iterable<ParticipantId>;
  readonly send: (to: ParticipantId, message: object) => boolean;
  readonly sendVolatile: (to: ParticipantId, message: object) => boolean;
}

/** One type of message, as its receiver sees it. */
interface Receiver {
  readonly maxUnits: number;
  /** By sender. */
  readonly limit: KeyedRateLimit;
  /** False when it is not what its schema says. */
  hear(from: ParticipantId, message: object): boolean;
}

/** Null for what the schema does not know: a newer or a hostile page may send what it likes. */
export function parseBody<Heard>(schema: v.GenericSchema<unknown, Heard>, body: unknown): Heard | null {
  const parsed = v.safeParse(schema, body);
  return parsed.success ? parsed.output : null;
}

const isObject = (message: unknown): message is { readonly type?: unknown } =>
  typeof message === 'object' && message !== null;

export function createChannels({ now, lifetime, everybody, ...wire }: ChannelsOptions): Channels {
  const receivers = new Map<unknown, Receiver>();
  const greetings: ((to: ParticipantId) => void)[] = [];
  const dropped = { unregistered: 0, 'too-large': 0, 'over-budget': 0, malformed: 0 };

  function channel<Sent extends object, Heard extends object>(
    type: string,
    schema: v.GenericSchema<Sent, Heard>,
    { budget = STATE_BUDGET, maxUnits = MAX_UNITS, isVolatile = () => false }: ChannelOptions<Sent> = {},
  ): Channel<Sent, Heard> {
    if (receivers.has(type)) throw new Error(`the channel ${type} is there already`);
    const listeners = new Set<(from: ParticipantId, body: Heard) => void>();
    const send = (to: ParticipantId, body: Sent): boolean =>
      (isVolatile(body) ? wire.sendVolatile : wire.send)(to, { type, ...body });
    const greetWithAll: Channel<Sent>['greetWithAll'] = (greeting) =>
      void greetings.push((to) => greeting(to).forEach((body) => send(to, body)));

    receivers.set(type, {
      maxUnits,
      limit: createKeyedRateLimit({ ...budget, now }),
      hear(from, message) {
        const body = parseBody(schema, message);
        if (body === null) return false;
        for (const listener of listeners) lifetime.attempt(() => listener(from, body));
        return true;
      },
    });
    return {
      send,
      sendToAll(body) {
        for (const id of everybody()) send(id, body);
      },
      greet: (greeting) =>
        greetWithAll((to) => {
          const body = greeting(to);
          return body === null ? [] : [body];
        }),
      greetWithAll,
      on(listener) {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    };
  }

  /** Null when a listener was given it. */
  function refuse(from: ParticipantId, message: unknown, units: number): DropReason | null {
    const receiver = isObject(message) ? receivers.get(message.type) : undefined;
    if (!receiver || !isObject(message)) return 'unregistered';
    if (units > receiver.maxUnits) return 'too-large';
    if (!receiver.limit.take(from)) return 'over-budget';
    return receiver.hear(from, message) ? null : 'malformed';
  }

  return {
    channel,
    greet(to) {
      for (const greeting of greetings) lifetime.attempt(() => greeting(to));
    },
    receive(from, message, units) {
      const reason = refuse(from, message, units);
      if (reason !== null) dropped[reason] += 1;
    },
    dropped,
  };
}
