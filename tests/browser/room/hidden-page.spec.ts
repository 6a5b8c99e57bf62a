import type { Page } from '@playwright/test';
import { pressInBar } from '../../support/browser/bar.ts';
import { expect, test } from '../../support/browser/fixtures.ts';
import { visit } from '../../support/browser/person.ts';
import { openChat, write } from '../../support/browser/talk.ts';

/** As when another tab is in front: no window of a test is ever hidden. */
const setHidden = (page: Page, isHidden: boolean): Promise<void> =>
  page.evaluate((hidden) => {
    Object.defineProperty(document, 'visibilityState', { value: hidden ? 'hidden' : 'visible', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, isHidden);

/** As in Chrome on Android, which shows notifications by the service worker only. */
const asOnAndroid = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    globalThis.Notification = new Proxy(Notification, {
      construct() {
        throw new TypeError('Illegal constructor');
      },
    });
  });

const notificationsOf = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    return (await registration.getNotifications()).map(({ body }) => body);
  });

/** What the service worker brings to the front when the notification is clicked; the click itself is the system's. */
const focusedByClick = (page: Page): Promise<string[]> => {
  const [worker] = page.context().serviceWorkers();
  if (!worker) throw new Error('no service worker');
  return worker.evaluate(async () => {
    interface WorkerScope {
      readonly registration: ServiceWorkerRegistration;
      readonly WindowClient: { readonly prototype: { url: string; focus(): Promise<unknown> } };
      readonly NotificationEvent: new (type: string, init: { notification: Notification | undefined }) => Event;
    }
    const { registration, WindowClient, NotificationEvent } = globalThis as unknown as WorkerScope;
    const [notification] = await registration.getNotifications();
    return new Promise<string[]>((resolve) => {
      WindowClient.prototype.focus = function (this: { url: string }) {
        resolve([this.url]);
        return Promise.resolve();
      };
      dispatchEvent(new NotificationEvent('notificationclick', { notification }));
    });
  });
};

test('a hidden page tells who comes and writes in its title, and where that is allowed by the system', async ({
  chrome,
  join,
  server,
  room,
}) => {
  const alice = await visit(chrome, {
    url: server.url,
    room,
    name: 'Alice',
    context: { permissions: ['notifications'] },
    prepare: asOnAndroid,
  });
  const bob = await join('Bob');
  await alice.sees('Bob');
  await pressInBar(alice.page, 'settings');
  await alice.page.getByRole('tab', { name: 'Appearance' }).click();
  await alice.page.getByTestId('notifications').check();
  await alice.page.keyboard.press('Escape');
  await alice.page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });

  await setHidden(alice.page, true);
  await openChat(bob);
  await write(bob, 'The password is swordfish');
  await expect(alice.page).toHaveTitle('(1) Bob wrote a message · Madang');
  await expect.poll(() => notificationsOf(alice.page)).toEqual(['Bob wrote a message']);
  const carol = await join('Carol');
  await expect(alice.page).toHaveTitle('(2) Carol joined · Madang');
  await expect.poll(() => notificationsOf(alice.page)).toEqual(['Carol joined']);
  expect(await focusedByClick(alice.page)).toEqual([alice.page.url()]);
  await expect.poll(() => notificationsOf(alice.page)).toEqual([]);

  await setHidden(alice.page, false);
  await expect(alice.page).toHaveTitle('Madang');
  for (const person of [alice, carol]) await person.close();
});
