import * as v from 'valibot';
import { identitySchema, type Identity } from '../shared/page-data.ts';

/** What a tab keeps over a reload, so that it comes back as the same participant, and at once if it was in the call. */
const sessionSchema = v.object({ identity: identitySchema, name: v.string() });

export type Session = v.InferOutput<typeof sessionSchema>;

const keyOf = (roomId: string): string => `madang:session:${roomId}`;

export const saveSession = (roomId: string, session: Session): void =>
  sessionStorage.setItem(keyOf(roomId), JSON.stringify(session));

export const clearSession = (roomId: string): void => sessionStorage.removeItem(keyOf(roomId));

function readSession(roomId: string): Session | null {
  try {
    const parsed = v.safeParse(sessionSchema, JSON.parse(sessionStorage.getItem(keyOf(roomId)) ?? 'null'));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}

/**
 * Takes an identity for this tab until it closes; false when another tab has it. A duplicated tab gets a copy of
 * the session storage, and only a lock tells it apart from a reload.
 */
async function claim({ participantId }: Identity): Promise<boolean> {
  // Browsers give locks to secure pages only; elsewhere the server's "newest connection wins" has to do.
  if (!('locks' in navigator)) return true;
  return new Promise((resolve) => {
    void navigator.locks.request(`madang:${participantId}`, { ifAvailable: true }, (lock) => {
      resolve(lock !== null);
      // Held for as long as the page lives.
      return lock === null ? undefined : new Promise(() => undefined);
    });
  });
}

/** The session of this tab before its reload, if it is still this tab's to have. */
export async function resumeSession(roomId: string, fresh: Identity): Promise<Session | null> {
  const session = readSession(roomId);
  if (session && (await claim(session.identity))) return session;
  void claim(fresh);
  return null;
}
