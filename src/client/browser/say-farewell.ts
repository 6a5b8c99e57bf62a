import { effect, type ReadonlySignal } from '@preact/signals-core';

export interface Farewell {
  readonly isInside: ReadonlySignal<boolean>;
  /** Tells the server that the end of the connection is a leave, or no longer. */
  announceClosing(isClosing: boolean): void;
  /** What the server is told by a page that is inside; null where it has no connection to name. */
  words(): object | null;
  /** Ends the page's connection with the server: it must not hear that it has left, and join again. */
  hangUp(): void;
}

/** A page that lives this long after `beforeunload` stays: its person answered "no", or the link was a download. */
const STAYS_AFTER_MS = 5000;

/** A page that is closed tells the server, so the others need not wait out its grace time. */
export function sayFarewell(leavePath: string, { isInside, announceClosing, words, hangUp }: Farewell): void {
  // Firefox 153 loses what the last page of a site sends in `pagehide` in about one case of four: beacon, fetch with
  // keepalive and WebSocket alike. What it sends in `beforeunload` arrives. Only who is inside has that listener, because
  // browsers keep pages without one for the way back.
  effect(() => {
    if (!isInside.value) return undefined;
    let stays: ReturnType<typeof setTimeout> | undefined;
    const onBeforeUnload = (): void => {
      announceClosing(true);
      clearTimeout(stays);
      stays = setTimeout(() => announceClosing(false), STAYS_AFTER_MS);
    };
    addEventListener('beforeunload', onBeforeUnload);
    return () => {
      removeEventListener('beforeunload', onBeforeUnload);
      clearTimeout(stays);
    };
  });
  addEventListener('pagehide', () => {
    const last = isInside.peek() ? words() : null;
    if (last) navigator.sendBeacon(leavePath, JSON.stringify(last));
    // Not before the beacon: Firefox 153 sends none once the page has closed its WebSocket.
    hangUp();
  });
  // Back from the browser's cache of pages: everything this page held has been closed.
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) location.reload();
  });
}
