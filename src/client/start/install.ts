import { scriptUrl } from '../browser/script-url.ts';

/** Safari has no idle callbacks; by then a page has shown its first picture. */
const LATER_MS = 5000;

/** Registers the service worker when nothing else is to be done: it is of no use to the page that is open now. */
export function installWhenIdle(workerPath: string): void {
  // Missing on http:// pages other than localhost, and in some private windows.
  if (!('serviceWorker' in navigator)) return;
  const install = (): void => {
    // Refused where a person does not let the site store anything; then there is no page for when the network is gone.
    navigator.serviceWorker.register(scriptUrl(workerPath)).catch(() => undefined);
  };
  setTimeout(() => ('requestIdleCallback' in globalThis ? requestIdleCallback(install) : install()), LATER_MS);
}
