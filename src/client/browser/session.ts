import * as v from 'valibot';
import { identitySchema, type Identity } from '../../shared/page-data.ts';
import { isReload } from './is-reload.ts';
import { hasLocks } from './room-locks.ts';
import { createStored } from './storage.ts';
import { ownNameSchema } from '../call/devices/preferences.ts';
import { whoToBe, type Claim } from './who-to-be.ts';

/** What a tab keeps over a reload, so that it comes back as the same participant, and at once if it was in the call. */
export const sessionSchema = v.object({
  identity: identitySchema,
  name: ownNameSchema,
  /** When the tab joined: `RoomTab.since`. */
  since: v.optional(v.number(), 0),
});

export type Session = v.InferOutput<typeof sessionSchema>;

const stored = (roomId: string) =>
  createStored({ storage: 'sessionStorage', key: `madang:session:${roomId}`, schema: v.nullable(sessionSchema) }, null);

export const saveSession = (roomId: string, session: Session): void => stored(roomId).write(session);

export const clearSession = (roomId: string): void => stored(roomId).clear();

/** The last room that this browser was in, for the page after a crash, which has no session. */
const placeSchema = v.object({ roomId: v.string(), identity: identitySchema });

const storedPlace = createStored(
  { storage: 'localStorage', key: 'madang:place', schema: v.nullable(placeSchema) },
  null,
);

export const rememberPlace = (roomId: string, identity: Identity): void => storedPlace.write({ roomId, identity });

/** For a page that leaves or is closed: it has no place to come back to. The place of another tab stays. */
export function forgetPlace({ participantId }: Identity): void {
  if (storedPlace.read()?.identity.participantId === participantId) storedPlace.clear();
}

/** How long the page before a reload may take to give back its lock: its end and the start of this page overlap. */
const RELOAD_MS = 500;

/** Gives the identity of this tab to another one. */
let release = (): void => undefined;

export const releaseIdentity = (): void => release();

/**
 * Takes an identity for this tab until it closes, unless another tab has it. A duplicated tab gets a copy of the
 * session storage, and only a lock tells it apart from a reload.
 */
async function claim({ participantId }: Identity, options: LockOptions): Promise<Claim> {
  // Browsers give locks to secure pages only; elsewhere the server's "newest connection wins" has to do.
  if (!hasLocks()) return 'unknown';
  return new Promise((resolve) => {
    navigator.locks
      .request(`madang:${participantId}`, options, (lock) => {
        resolve(lock === null ? 'taken' : 'held');
        // Held for as long as the page lives, or until another tab takes over.
        return lock === null ? undefined : new Promise<void>((letGo) => (release = letGo));
      })
      // A browser that blocks storage refuses locks too: https://w3c.github.io/web-locks/#api-lock-manager-request
      .catch((error: unknown) =>
        resolve(error instanceof DOMException && error.name === 'TimeoutError' ? 'taken' : 'unknown'),
      );
  });
}

export interface Resumed {
  readonly identity: Identity;
  /** The session of this tab before its reload, if it is still this tab's to have. */
  readonly session: Session | null;
}

/** Who this page is: `fresh`, or somebody from before. */
export async function resumeSession(roomId: string, fresh: Identity): Promise<Resumed> {
  const session = stored(roomId).read();
  const place = storedPlace.read();
  const ofTab = session?.identity ?? null;
  const identity = await whoToBe({
    ofTab,
    ofBrowser: place?.roomId === roomId ? place.identity : null,
    claim: (wanted) =>
      claim(
        wanted,
        wanted === ofTab && isReload() ? { signal: AbortSignal.timeout(RELOAD_MS) } : { ifAvailable: true },
      ),
  });
  if (identity) return { identity, session: identity === ofTab ? session : null };
  void claim(fresh, { ifAvailable: true });
  return { identity: fresh, session: null };
}
