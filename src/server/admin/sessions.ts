import { createHash, randomBytes } from 'node:crypto';

/** Who has shown the admin's password. Kept in this process alone, and gone with it. */

export interface Session {
  /** Calls back once, when the session ends; returns what takes that back. */
  onEnd(listener: () => void): () => void;
}

export interface Sessions {
  /** Opens a session, and returns the secret that speaks for it. */
  open(): string;
  /** The session of this secret; null when there is none, or no more. */
  find(token: string | undefined): Session | null;
  end(token: string | undefined): void;
  /** To be called regularly: ends those whose time is over. */
  expire(): void;
  endAll(): void;
}

/** A working day. */
export const SESSION_MS = 12 * 60 * 60_000;

/** Each opens at a good password only; the oldest one gives way. */
const MAX_SESSIONS = 20;

interface Open {
  readonly openedAt: number;
  readonly listeners: Set<() => void>;
}

/** What is kept of a secret tells nobody the secret. */
const keyOf = (token: string): string => createHash('sha256').update(token).digest('base64url');

export function createSessions(now: () => number): Sessions {
  /** In the order in which they were opened. */
  const sessions = new Map<string, Open>();

  function close(key: string): void {
    const session = sessions.get(key);
    sessions.delete(key);
    for (const listener of session?.listeners ?? []) listener();
  }

  const isOver = ({ openedAt }: Open): boolean => now() - openedAt >= SESSION_MS;

  return {
    open() {
      const [oldest] = sessions.keys();
      if (sessions.size >= MAX_SESSIONS && oldest !== undefined) close(oldest);
      const token = randomBytes(32).toString('base64url');
      sessions.set(keyOf(token), { openedAt: now(), listeners: new Set() });
      return token;
    },

    find(token) {
      const session = token === undefined ? undefined : sessions.get(keyOf(token));
      if (!session || isOver(session)) return null;
      return {
        onEnd(listener) {
          session.listeners.add(listener);
          return () => session.listeners.delete(listener);
        },
      };
    },

    end(token) {
      if (token !== undefined) close(keyOf(token));
    },

    expire() {
      for (const [key, session] of sessions) if (isOver(session)) close(key);
    },

    endAll() {
      for (const key of sessions.keys()) close(key);
    },
  };
}
