import type { ParticipantId } from '../../shared/protocol.ts';
import { createRateLimit, type RateLimit } from '../../shared/rate-limit.ts';
import { type CallState, linkOf } from './call-state.ts';
import type { ConnectionId } from './link-health.ts';
import type { LinkMessage } from './link-message.ts';
import { MESSAGE_BUDGETS } from './messages/budgets.ts';
import { createLinkSession, HEARTBEAT_MS, type LinkSession, type LinkSessionOptions } from './link-session.ts';

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
  readonly schedule: (task: () => void, afterMs: number) => () => void;
  /** Somebody's page sends more than anybody may. */
  readonly onFlood: (id: ParticipantId) => void;
  /** The computer slept, or this page did. */
  readonly onWake: () => void;
}

/** A heartbeat this late was not late: the computer slept, and its network is another morning's. */
const SLEEP_MS = 5000;

/**
 * Where somebody is silent the first packet of media tells that they are back: sooner than their heartbeat, which SCTP
 * sends again after longer and longer pauses. https://www.rfc-editor.org/rfc/rfc9260#section-6.3.3
 */
const SILENT_LOOK_MS = 150;

export function createConversations(options: ConversationsOptions): Conversations {
  const { state, now, schedule, onWake } = options;
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
          if (isWithinBudget(id, message)) listeners.forEach((listener) => listener(id, message));
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

  let beatAt = now();
  function beat(): void {
    const lateMs = now() - beatAt - HEARTBEAT_MS;
    beatAt = now();
    if (lateMs > SLEEP_MS) onWake();
    for (const session of sessions.values()) session.beat();
    schedule(beat, HEARTBEAT_MS);
  }
  schedule(beat, HEARTBEAT_MS);

  function look(): void {
    for (const session of [...sessions.values()]) session.look();
    const isSilent = [...sessions.values()].some((session) => session.isSilent);
    schedule(look, isSilent ? SILENT_LOOK_MS : HEARTBEAT_MS);
  }
  schedule(look, HEARTBEAT_MS);

  return {
    onReady(connection) {
      const id = participantOf(connection);
      if (id === null) return;
      const session = sessionWith(id);
      session.onReady(connection);
      for (const message of greetings.flatMap((greeting) => greeting(id))) session.send(message);
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
