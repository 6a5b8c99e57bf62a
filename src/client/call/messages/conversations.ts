import type { ParticipantId } from '../../../shared/protocol.ts';
import { createRateLimit, type RateLimit } from '../../../shared/rate-limit.ts';
import { type CallState, linkOf } from '../room/call-state.ts';
import type { Lifetime } from '../lifetime.ts';
import { watchSessions } from '../link/watch-sessions.ts';
import type { LinkMessage } from './link-message.ts';
import { MESSAGE_BUDGETS } from './budgets.ts';
import { createLinkSession, HEARTBEAT_MS, type LinkSession, type LinkSessionOptions } from '../link/link-session.ts';
import type { ConnectionId } from '../words.ts';

/** How features talk to the others: by messages over the links' data connections. */
export interface Messages {
  /** Arrives once and in order, also when the connection is down now; false when too much waits already. */
  send(to: ParticipantId, message: LinkMessage): boolean;
  /** The same to everybody with whom there is a link. */
  sendToAll(message: LinkMessage): void;
  /** For what is worth hearing only now: lost when there is no connection. */
  sendVolatile(to: ParticipantId, message: LinkMessage): void;
  /** Says this to everybody whenever a connection to them opens, first of all. */
  greet(greeting: Greeting): void;
  /** Hears one type of message; returns what ends the listening. */
  on<Type extends LinkMessage['type']>(type: Type, listener: Listener<MessageOf<Type>>): () => void;
}

/** What is said to one participant, first of all. */
type Greeting = (to: ParticipantId) => readonly LinkMessage[];
type MessageOf<Type> = Extract<LinkMessage, { type: Type }>;
type Listener<Message = LinkMessage> = (from: ParticipantId, message: Message) => void;

/** What this page says to each of the others, and hears from them. */
export interface Conversations extends Messages {
  /** A connection can carry messages now. */
  onReady(connection: ConnectionId): void;
  onText(connection: ConnectionId, text: unknown): void;
  /** Bytes (no message) have come, and show that the connection carries. */
  onBytes(connection: ConnectionId, byteLength: number): void;
  onClosed(connection: ConnectionId): void;
  /** Forgets those with whom there is no link any more. */
  keepOnly(present: (id: ParticipantId) => boolean): void;
  isStalled(connection: ConnectionId): boolean;
  /** The connection that carries what is said to somebody now. */
  currentTo(id: ParticipantId): ConnectionId | null;
}

export interface ConversationsOptions extends Pick<
  LinkSessionOptions,
  'session' | 'now' | 'sendText' | 'packetsReceived' | 'onSilence' | 'onStall'
> {
  readonly state: () => CallState;
  readonly lifetime: Pick<Lifetime, 'attempt' | 'repeat'>;
  /** The page of a participant sends more than is allowed. */
  readonly onFlood: (id: ParticipantId) => void;
  /** The computer slept, or this page did. */
  readonly onWake: () => void;
}

/** A heartbeat this late was not late: the computer slept, and its network is another morning's. */
const SLEEP_MS = 5000;

export function createConversations(options: ConversationsOptions): Conversations {
  const { state, now, lifetime, onWake } = options;
  const sessions = new Map<ParticipantId, LinkSession>();
  const budgets = new Map<ParticipantId, Map<LinkMessage['type'], RateLimit>>();
  const listeners = new Set<Listener>();
  const greetings: Greeting[] = [];

  function sessionWith(id: ParticipantId): LinkSession {
    const session =
      sessions.get(id) ??
      createLinkSession({
        ...options,
        onFlood: () => options.onFlood(id),
        onMessage(message) {
          if (!isWithinBudget(id, message)) return;
          for (const listener of listeners) lifetime.attempt(() => listener(id, message));
        },
      });
    sessions.set(id, session);
    return session;
  }

  function isWithinBudget(id: ParticipantId, { type }: LinkMessage): boolean {
    const ofSender = budgets.get(id) ?? new Map<LinkMessage['type'], RateLimit>();
    const budget = ofSender.get(type) ?? createRateLimit({ ...MESSAGE_BUDGETS[type], now });
    budgets.set(id, ofSender.set(type, budget));
    return budget.take();
  }

  const participantOf = (connection: ConnectionId): ParticipantId | null =>
    linkOf(state(), connection)?.participant.id ?? null;

  function sessionOf(connection: ConnectionId): LinkSession | null {
    const id = participantOf(connection);
    return id === null ? null : sessionWith(id);
  }

  let lookedAt = now();
  function noticeSleep(): void {
    const lateMs = now() - lookedAt - HEARTBEAT_MS;
    lookedAt = now();
    if (lateMs > SLEEP_MS) onWake();
  }
  lifetime.repeat(noticeSleep, () => HEARTBEAT_MS);
  watchSessions(sessions, lifetime);

  return {
    onReady(connection) {
      const id = participantOf(connection);
      if (id === null) return;
      const session = sessionWith(id);
      session.onReady(connection);
      for (const greeting of greetings) {
        lifetime.attempt(() => greeting(id).forEach((message) => session.send(message)));
      }
    },
    onText(connection, text) {
      sessionOf(connection)?.onText(connection, text);
    },
    onBytes(connection, byteLength) {
      sessionOf(connection)?.onBytes(connection, byteLength);
    },
    onClosed(connection) {
      for (const session of sessions.values()) session.onClosed(connection);
    },
    keepOnly(present) {
      for (const each of [sessions, budgets]) for (const id of [...each.keys()]) if (!present(id)) each.delete(id);
    },
    send: (to, message) => state().links.has(to) && sessionWith(to).send(message),
    sendToAll(message) {
      for (const id of state().links.keys()) sessionWith(id).send(message);
    },
    sendVolatile(to, message) {
      if (state().links.has(to)) sessionWith(to).sendVolatile(message);
    },
    greet: (greeting) => void greetings.push(greeting),
    on<Type extends LinkMessage['type']>(type: Type, listener: Listener<MessageOf<Type>>) {
      const isOfType = (message: { type: string }): message is MessageOf<Type> => message.type === type;
      const hear: Listener = (from, message) => {
        if (isOfType(message)) listener(from, message);
      };
      listeners.add(hear);
      return () => void listeners.delete(hear);
    },
    isStalled: (connection) => sessionOf(connection)?.isStalled(connection) ?? false,
    currentTo: (id) => sessions.get(id)?.current ?? null,
  };
}
