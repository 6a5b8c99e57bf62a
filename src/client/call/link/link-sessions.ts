import type { ParticipantId } from '../../../shared/protocol.ts';
import type { Lifetime } from '../lifetime.ts';
import { anyLinkOf, type CallState } from '../room/call-state.ts';
import { shareKey } from '../screens/share-state.ts';
import type { ConnectionId } from '../words.ts';
import { otherOf } from './advance-link.ts';
import type { AnyLink } from './link-health.ts';
import { createLinkSession, HEARTBEAT_MS, type LinkSession, type LinkSessionOptions } from './link-session.ts';

/**
 * One session for each link, whether it carries a camera or a screen. Both ends of each connection send heartbeats on it
 * and listen for them, so that silence is noticed (C9). A screen on which nothing moves sends next to nothing: only
 * heartbeats tell it from a dead one. Messages are said over the link with a participant, never over one of a screen.
 */
export interface LinkSessions {
  /** A connection can carry messages now. */
  onReady(connection: ConnectionId): void;
  onText(connection: ConnectionId, text: unknown): void;
  /** Bytes (not a message) arrived: the connection works. */
  onBytes(connection: ConnectionId, byteLength: number): void;
  onClosed(connection: ConnectionId): void;
  isStalled(connection: ConnectionId): boolean;
  /** The session of the link with this participant; null without a link. */
  sessionWith(id: ParticipantId): LinkSession | null;
  /** Forgets the sessions of links that have ended. */
  keepOnlyPresent(state: CallState): void;
  /** Only one listener, and before anything happens on a connection. */
  listen(listener: SessionListener): void;
}

export interface SessionListener {
  /** A connection to this participant is open. */
  onOpen(id: ParticipantId): void;
  /** Something was said, of whatever form; `units` long on the wire. */
  onMessage(from: ParticipantId, message: unknown, units: number): void;
}

export interface LinkSessionsOptions extends Omit<LinkSessionOptions, 'onMessage' | 'onFlood'> {
  readonly state: () => CallState;
  readonly lifetime: Pick<Lifetime, 'attempt' | 'repeat'>;
  /** The page of a participant sends more than is allowed. */
  readonly onFlood: (id: ParticipantId) => void;
}

const keyOf = (link: AnyLink): string => ('share' in link ? shareKey(link) : link.participant.id);

export function createLinkSessions(options: LinkSessionsOptions): LinkSessions {
  const { state, lifetime } = options;
  /** By the participant's id, or by `shareKey`. */
  const sessions = new Map<string, LinkSession>();
  const listeners: SessionListener[] = [];

  function sessionOf(link: AnyLink): LinkSession {
    const key = keyOf(link);
    const other = otherOf(link);
    const hear = (message: unknown, units: number): void =>
      listeners.forEach((listener) => listener.onMessage(other, message, units));
    const session =
      sessions.get(key) ??
      createLinkSession({
        ...options,
        onFlood: () => options.onFlood(other),
        onMessage: 'share' in link ? () => undefined : hear,
      });
    sessions.set(key, session);
    return session;
  }

  function sessionOn(connection: ConnectionId): LinkSession | null {
    const link = anyLinkOf(state(), connection);
    return link ? sessionOf(link) : null;
  }

  watchSessions(sessions, lifetime);

  return {
    onReady(connection) {
      const link = anyLinkOf(state(), connection);
      if (!link) return;
      sessionOf(link).onReady(connection);
      if (!('share' in link)) listeners.forEach((listener) => listener.onOpen(link.participant.id));
    },
    onText(connection, text) {
      sessionOn(connection)?.onText(connection, text);
    },
    onBytes(connection, byteLength) {
      sessionOn(connection)?.onBytes(connection, byteLength);
    },
    onClosed(connection) {
      for (const session of sessions.values()) session.onClosed(connection);
    },
    isStalled: (connection) => sessionOn(connection)?.isStalled(connection) ?? false,
    sessionWith(id) {
      const link = state().links.get(id);
      return link ? sessionOf(link) : null;
    },
    keepOnlyPresent({ links, shares }) {
      for (const key of [...sessions.keys()]) if (!links.has(key) && !shares.links.has(key)) sessions.delete(key);
    },
    listen: (listener) => void listeners.push(listener),
  };
}

/**
 * Where somebody is silent the first packet of media tells that they are back: sooner than their heartbeat, which SCTP
 * sends again after longer and longer pauses. https://www.rfc-editor.org/rfc/rfc9260#section-6.3.3
 */
const SILENT_LOOK_MS = 150;

/**
 * C9: lets our side of every session be heard, and looks for silence on it, until the call ends. A session that fails
 * costs no other its heartbeat.
 */
function watchSessions(
  sessions: ReadonlyMap<unknown, LinkSession>,
  { attempt, repeat }: Pick<Lifetime, 'attempt' | 'repeat'>,
): void {
  const onEach = (act: (session: LinkSession) => void): void => {
    for (const session of [...sessions.values()]) attempt(() => act(session));
  };
  repeat(
    () => onEach((session) => session.beat()),
    () => HEARTBEAT_MS,
  );
  repeat(
    () => onEach((session) => session.look()),
    () => ([...sessions.values()].some(({ isSilent }) => isSilent) ? SILENT_LOOK_MS : HEARTBEAT_MS),
  );
}
