import type { ParticipantId } from '../../../shared/protocol.ts';
import { type CallState, linkOf } from '../room/call-state.ts';
import type { Lifetime } from '../lifetime.ts';
import { watchSessions } from '../link/watch-sessions.ts';
import { createChannels, type Channels, type Messages } from './channels.ts';
import { createLinkSession, HEARTBEAT_MS, type LinkSession, type LinkSessionOptions } from '../link/link-session.ts';
import type { ConnectionId } from '../words.ts';

/** What this page says to each of the others, and hears from them. */
export interface Conversations extends Messages, Pick<Channels, 'dropped'> {
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
  const isLinked = (id: ParticipantId): boolean => state().links.has(id);
  const channels = createChannels({
    now,
    lifetime,
    everybody: () => state().links.keys(),
    send: (to, message) => isLinked(to) && sessionWith(to).send(message),
    sendVolatile: (to, message) => isLinked(to) && sessionWith(to).sendVolatile(message),
  });

  function sessionWith(id: ParticipantId): LinkSession {
    const session =
      sessions.get(id) ??
      createLinkSession({
        ...options,
        onFlood: () => options.onFlood(id),
        onMessage: (message, units) => channels.receive(id, message, units),
      });
    sessions.set(id, session);
    return session;
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
      sessionWith(id).onReady(connection);
      channels.greet(id);
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
      for (const id of [...sessions.keys()]) if (!present(id)) sessions.delete(id);
      channels.keepOnly(present);
    },
    channel: channels.channel,
    dropped: channels.dropped,
    isStalled: (connection) => sessionOf(connection)?.isStalled(connection) ?? false,
    currentTo: (id) => sessions.get(id)?.current ?? null,
  };
}
