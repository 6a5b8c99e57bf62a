import { lockNameOf, type RoomTab } from '../call/room/room-tabs.ts';

/** Safari before 15.4, and every browser on a page that is not secure, has no locks. */
export const hasLocks = (): boolean => 'locks' in navigator;

/** The names of all locks that tabs of this site hold; none where the browser has none, or blocks them with its storage. */
export async function readLockNames(): Promise<readonly string[]> {
  if (!hasLocks()) return [];
  const { held = [] } = await navigator.locks.query().catch(() => ({ held: [] }));
  return held.flatMap(({ name }) => name ?? []);
}

/** Holds a tab's lock until the function that is returned is called, or the tab ends. */
export function holdRoomLock(tab: RoomTab): () => void {
  const ending = new AbortController();
  if (hasLocks()) {
    const { signal } = ending;
    const untilEnd = (): Promise<void> => new Promise((resolve) => signal.addEventListener('abort', () => resolve()));
    // Refused where storage is blocked, or taken back before it was given.
    navigator.locks.request(lockNameOf(tab), { signal }, untilEnd).catch(() => undefined);
  }
  return () => ending.abort();
}
