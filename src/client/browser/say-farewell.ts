export interface Farewell {
  /** What the server is told; null where the page is not in the room. */
  words(): object | null;
  /** Ends the page's connection with the server: it must not hear that it has left, and join again. */
  hangUp(): void;
}

/** A page that is closed tells the server, so the others need not wait out its grace time. */
export function sayFarewell(leavePath: string, { words, hangUp }: Farewell): void {
  addEventListener('pagehide', () => {
    const last = words();
    if (last) navigator.sendBeacon(leavePath, JSON.stringify(last));
    // Not before the beacon: Firefox 153 sends none once the page has closed its WebSocket.
    hangUp();
  });
  // Back from the browser's cache of pages: everything this page held has been closed.
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) location.reload();
  });
}
