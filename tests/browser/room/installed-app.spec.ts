import type { Page } from '@playwright/test';
import { expect, test } from '../../support/browser/fixtures.ts';
import { openContext } from '../../support/browser/person.ts';
import { startServer } from '../../support/servers/server-process.ts';

/** Waits until the service worker is there for the next page. */
const whenInstalled = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });

const participantOf = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const data = document.getElementById('page-data')?.textContent ?? '{}';
    return (JSON.parse(data) as { identity: { participantId: string } }).identity.participantId;
  });

test('without the server a kind page is shown, never a kept room; with it, a fresh ticket', async ({
  chrome,
  room,
}) => {
  const own = await startServer();
  const { page } = await openContext(chrome);
  await page.goto(`${own.url}/${room}`);
  const first = await participantOf(page);
  await whenInstalled(page);

  await own.kill();
  await page.goto(`${own.url}/${room}`);
  await expect(page.getByRole('heading', { name: 'You are offline' })).toBeVisible();
  await expect(page.locator('#page-data')).toHaveCount(0);
  expect(await page.evaluate(() => getComputedStyle(document.querySelector('main') ?? document.body).display)).toBe(
    'grid',
  );

  const kept = await page.evaluate(async () => {
    const names = await caches.keys();
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().map(({ url }) => new URL(url).pathname.replace(/\.\w+\.css$/, '.css'));
  });
  expect(kept.sort()).toEqual(['/assets/app.css', '/offline']);

  await own.start();
  await page.getByRole('link', { name: 'Try again' }).click();
  await expect(page.getByTestId('join')).toBeVisible();
  expect(await participantOf(page)).not.toBe(first);
  await page.context().close();
  await own.kill();
});

test('a room opened with the service worker in between is as fresh as one without', async ({
  chrome,
  server,
  room,
}) => {
  const { page } = await openContext(chrome);
  await page.goto(`${server.url}/${room}`);
  await whenInstalled(page);
  const seen = new Set<string>();
  for (let visit = 0; visit < 3; visit += 1) {
    await page.goto(`${server.url}/${room}`);
    await expect(page.getByTestId('join')).toBeVisible();
    expect(await page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
    seen.add(await participantOf(page));
  }
  expect(seen.size).toBe(3);
  await page.context().close();
});

test('a pasted link opens its room, and one that makes no sense is asked for again', async ({
  chrome,
  server,
  room,
}) => {
  const { page } = await openContext(chrome);
  await page.goto(`${server.url}/open`);
  await page.getByRole('textbox').fill('see you at ten');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('no room of this site');
  await expect(page.getByRole('textbox')).toHaveValue('see you at ten');
  await page.getByRole('textbox').fill(`Come in: ${server.url}/${room}?join`);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('join')).toBeVisible();
  expect(new URL(page.url()).pathname).toBe(`/${room}`);
  await page.context().close();
});

test('the screen stays on during a call, and only then', async ({ chrome, server, room }) => {
  const { page } = await openContext(chrome);
  await page.addInitScript(() => {
    const locks: WakeLockSentinel[] = [];
    const request = navigator.wakeLock.request.bind(navigator.wakeLock);
    navigator.wakeLock.request = async (type) => {
      const lock = await request(type);
      locks.push(lock);
      return lock;
    };
    Object.assign(globalThis, { heldLocks: () => locks.filter(({ released }) => !released).length });
  });
  const held = () => page.evaluate(() => (globalThis as unknown as { heldLocks: () => number }).heldLocks());
  await page.goto(`${server.url}/${room}`);
  await expect(page.getByTestId('join')).toBeVisible();
  expect(await held()).toBe(0);
  await page.getByTestId('join').click();
  await expect.poll(held).toBe(1);
  await page.getByTestId('leave').click();
  await expect.poll(held).toBe(0);
  await page.context().close();
});
