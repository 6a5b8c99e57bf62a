import * as v from 'valibot';
import { identitySchema, type Identity } from '../shared/page-data.ts';
import { createStored } from './browser/storage.ts';
import { ownNameSchema } from './call/preferences.ts';

/** What a tab keeps over a reload, so that it comes back as the same participant, and at once if it was in the call. */
const sessionSchema = v.object({ identity: identitySchema, name: ownNameSchema });

export type Session = v.InferOutput<typeof sessionSchema>;

const stored = (roomId: string) =>
  createStored({ storage: 'sessionStorage', key: `madang:session:${roomId}`, schema: v.nullable(sessionSchema) }, null);

export const saveSession = (roomId: string, session: Session): void => stored(roomId).write(session);

export const clearSession = (roomId: string): void => stored(roomId).clear();

/**
 * Takes an identity for this tab until it closes; false when another tab has it. A duplicated tab gets a copy of
 * the session storage, and only a lock tells it apart from a reload.
 */
async function claim({ participantId }: Identity): Promise<boolean> {
  // Browsers give locks to secure pages only; elsewhere the server's "newest connection wins" has to do.
  if (!('locks' in navigator)) return true;
  return new Promise((resolve) => {
    navigator.locks
      .request(`madang:${participantId}`, { ifAvailable: true }, (lock) => {
        resolve(lock !== null);
        // Held for as long as the page lives.
        return lock === null ? undefined : new Promise(() => undefined);
      })
      // A browser that blocks storage refuses locks too: https://w3c.github.io/web-locks/#api-lock-manager-request
      .catch(() => resolve(true));
  });
}

/** The session of this tab before its reload, if it is still this tab's to have. */
export async function resumeSession(roomId: string, fresh: Identity): Promise<Session | null> {
  const session = stored(roomId).read();
  if (session && (await claim(session.identity))) return session;
  void claim(fresh);
  return null;
}
