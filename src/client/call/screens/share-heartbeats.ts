import type { ParticipantId } from '../../../shared/protocol.ts';
import type { Lifetime } from '../lifetime.ts';
import { watchSessions } from '../link/watch-sessions.ts';
import { createLinkSession, type LinkSession, type LinkSessionOptions } from '../link/link-session.ts';
import type { ScreenLink } from '../link/link-health.ts';
import { shareKey } from './share-state.ts';
import type { ConnectionId } from '../words.ts';

/**
 * Both ends of a screen's connection let themselves be heard on it and listen, so that silence is noticed as soon as on
 * a link (C9): a screen on which nothing moves sends next to nothing, and only heartbeats tell it from a dead one.
 * Nothing else is said there: messages go over the link with the participant.
 */
export interface ShareHeartbeats {
  onReady(connection: ConnectionId): void;
  onText(connection: ConnectionId, text: unknown): void;
  onClosed(connection: ConnectionId): void;
  keepOnly(present: ReadonlyMap<string, ScreenLink>): void;
  isStalled(connection: ConnectionId): boolean;
}

export interface ShareHeartbeatsOptions extends Omit<LinkSessionOptions, 'onMessage' | 'onFlood'> {
  readonly onFlood: (id: ParticipantId) => void;
  readonly linkOf: (connection: ConnectionId) => ScreenLink | undefined;
  readonly lifetime: Pick<Lifetime, 'attempt' | 'repeat'>;
}

export function createShareHeartbeats(options: ShareHeartbeatsOptions): ShareHeartbeats {
  const { linkOf, lifetime } = options;
  const sessions = new Map<string, LinkSession>();

  function sessionOf(connection: ConnectionId): LinkSession | null {
    const link = linkOf(connection);
    if (!link) return null;
    const key = shareKey(link);
    const session =
      sessions.get(key) ??
      createLinkSession({ ...options, onMessage: () => undefined, onFlood: () => options.onFlood(link.other) });
    sessions.set(key, session);
    return session;
  }

  watchSessions(sessions, lifetime);

  return {
    onReady: (connection) => sessionOf(connection)?.onReady(connection),
    onText: (connection, text) => sessionOf(connection)?.onText(connection, text),
    onClosed(connection) {
      for (const session of sessions.values()) session.onClosed(connection);
    },
    keepOnly(present) {
      for (const key of [...sessions.keys()]) if (!present.has(key)) sessions.delete(key);
    },
    isStalled: (connection) => sessionOf(connection)?.isStalled(connection) ?? false,
  };
}
