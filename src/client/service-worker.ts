/**
 * Shows a kind page where the network is gone, and brings a tab to the front whose notification is clicked. It keeps
 * what that page is made of; rooms are never kept, for their pages carry a ticket. Scripts and styles need no help: their names change with their content, and
 * the browser keeps them for a year.
 */

/** The address of the stylesheet below the base path, which changes with every build that changes how anything looks. */
declare const __STYLE__: string;

/** https://w3c.github.io/ServiceWorker/, which the types of a page do not have. */
interface ExtendableEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface FetchEvent extends ExtendableEvent {
  readonly request: Request;
  readonly preloadResponse: Promise<Response | undefined>;
  respondWith(response: Promise<Response>): void;
}

interface NotificationEvent extends ExtendableEvent {
  readonly notification: Notification;
}
interface WindowClient {
  readonly url: string;
  focus(): Promise<unknown>;
}
interface Clients {
  matchAll(options: { type: 'window'; includeUncontrolled: boolean }): Promise<readonly WindowClient[]>;
}

/** The worker is where the site begins. */
const BASE_PATH = location.pathname.slice(0, location.pathname.lastIndexOf('/'));
/** The caches of other sites on the same host are not ours to drop. */
const OWN_CACHES = `madang-shell:${BASE_PATH}:`;
const CACHE = `${OWN_CACHES}${__STYLE__}`;
const OFFLINE_PAGE = `${BASE_PATH}/offline`;
const SHELL = [OFFLINE_PAGE, `${BASE_PATH}${__STYLE__}`];

const { registration, clients } = globalThis as unknown as {
  readonly registration: ServiceWorkerRegistration;
  readonly clients: Clients;
};

async function keepShell(): Promise<void> {
  const cache = await caches.open(CACHE);
  await cache.addAll(SHELL);
}

async function dropOthers(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith(OWN_CACHES) && name !== CACHE).map((name) => caches.delete(name)),
  );
  // The browser asks for a page while it still starts this worker: having one must not make a room open later.
  await registration.navigationPreload.enable();
}

async function kept(path: string): Promise<Response> {
  return (await caches.match(path)) ?? Response.error();
}

async function answerNavigation(event: FetchEvent): Promise<Response> {
  try {
    return (await event.preloadResponse) ?? (await fetch(event.request));
  } catch {
    return kept(OFFLINE_PAGE);
  }
}

/** The tab's call may be over and the tab closed: opening a room anew is for the person to decide. */
async function focusTab(url: unknown): Promise<void> {
  const tabs = await clients.matchAll({ type: 'window', includeUncontrolled: true });
  await tabs.find((tab) => tab.url === url)?.focus();
}

addEventListener('install', (event) => (event as ExtendableEvent).waitUntil(keepShell()));
addEventListener('activate', (event) => (event as ExtendableEvent).waitUntil(dropOthers()));
addEventListener('fetch', (event) => {
  const fetching = event as FetchEvent;
  const { origin, pathname, searchParams } = new URL(fetching.request.url);
  if (fetching.request.mode === 'navigate') {
    // The server skips the lobby only when the browser says that no other site opened the address (rule R11). Firefox 153
    // says `same-origin` for every preload, and whatever a worker fetches by itself can look like its own wish.
    if (!searchParams.has('join')) fetching.respondWith(answerNavigation(fetching));
  } else if (origin === location.origin && SHELL.includes(pathname)) {
    fetching.respondWith(fetch(fetching.request).catch(() => kept(pathname)));
  }
});
addEventListener('notificationclick', (event) => {
  const { notification } = event as NotificationEvent;
  notification.close();
  (event as ExtendableEvent).waitUntil(focusTab(notification.data));
});

export {};
