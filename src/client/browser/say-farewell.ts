/** A page that goes away says so: the others need not wait out its grace time. `farewell` is null where nobody waits. */
export function sayFarewell(leavePath: string, farewell: () => object | null): void {
  addEventListener('pagehide', () => {
    const words = farewell();
    if (words) navigator.sendBeacon(leavePath, JSON.stringify(words));
  });
  // Back from the browser's cache of pages: everything this page held has been closed.
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) location.reload();
  });
}
