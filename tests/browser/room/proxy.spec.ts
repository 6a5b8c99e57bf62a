import type { Page } from '@playwright/test';
import { pressInBar } from '../../support/browser/bar.ts';
import { acceptFile, hashOf, sendFiles, untilUnderWay, writeRandomFile } from '../../support/browser/files.ts';
import { expect, test as base } from '../../support/browser/fixtures.ts';
import { visit } from '../../support/browser/person.ts';
import { expectScreen, screensOf, shareScreen, SLOW_DEVICES } from '../../support/browser/screens.ts';
import { startCaddy, type Proxy } from '../../support/servers/caddy.ts';

/** Stopped after the test, whether or not it passes. */
const test = base.extend<{ caddy: Proxy }>({
  caddy: async ({ server }, use) => {
    const caddy = await startCaddy(server.url);
    await use(caddy);
    await caddy.close();
  },
});

test.describe.configure({ timeout: 240_000 });

const MB = 1_000_000;

interface Watching {
  said: string[];
}

/** From now on notes what the page says to its person in passing. */
const noteToasts = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const watching = globalThis as unknown as Watching;
    watching.said = [];
    new MutationObserver(() => {
      for (const toast of document.querySelectorAll('.toast')) watching.said.push(toast.textContent);
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });

/** Both of a page's WebSockets are lost and made anew. */
const whenReconnected = (page: Page): Promise<unknown> =>
  Promise.all(
    ['/socket.io/', '/peerjs/'].map((path) =>
      page.waitForEvent('websocket', { predicate: (socket) => socket.url().includes(path) }),
    ),
  );

/**
 * Shows the whole of a reload, but not that the server takes 1001 for no farewell: Debian's Caddy (2.6.2) sends its close
 * frame to the server unmasked. The server refuses that (RFC 6455, 5.1), and its socket ends with 1006; only the pages see
 * 1001. A Caddy that masks it is stood in for by clients that close with 1001: tests/integration/connection-ends.test.ts.
 */
test('G7: a proxy that reloads ends nothing: not the call, a file, a screen, or the lock; and nobody “left”', async ({
  launch,
  server,
  room,
  caddy,
}, testInfo) => {
  const browser = await launch(SLOW_DEVICES);
  const enter = (name: string, url = caddy.url) => visit(browser, { url, room, name });
  // Alice’s own connection goes past the proxy: she would hear of everybody who leaves.
  const people = [await enter('Alice', server.url), await enter('Bob'), await enter('Carol')] as const;
  const [alice, bob, carol] = people;
  for (const { page } of people) {
    await expect(page.locator('[data-testid=tile][data-state=live]')).toHaveCount(3);
  }
  await pressInBar(alice.page, 'lock');
  await expect(bob.page.getByText('Alice locked the room')).toBeVisible();
  await shareScreen(carol);
  await expectScreen(alice, 'Carol’s screen');
  const path = testInfo.outputPath('photos.zip');
  const hash = await writeRandomFile(path, 24 * MB);
  await sendFiles(alice, [path], 'Bob');
  const saved = acceptFile(bob, 'photos.zip', 90_000);
  await untilUnderWay(bob, 'photos.zip');
  for (const { page } of people) await noteToasts(page);

  const reconnected = [bob, carol].map(({ page }) => whenReconnected(page));
  await caddy.reload();
  await Promise.all(reconnected);

  const download = await saved;
  expect(await hashOf(await download.path())).toBe(hash);
  await expectScreen(alice, 'Carol’s screen');
  for (const person of people) {
    await expect(person.page.getByText('Your call goes on')).toHaveCount(0);
    await expect(person.page.locator('[data-testid=tile][data-state=live]')).toHaveCount(4);
    await expect(screensOf(person)).toHaveCount(1);
    await expect(person.page.getByText('The room is locked', { exact: true })).toBeAttached();
    const said = await person.page.evaluate(() => (globalThis as unknown as Watching).said);
    expect(said.filter((text) => / (?:left|lost the connection|joined)$/.test(text))).toEqual([]);
  }
  const dave = await enter('Dave');
  await expect(dave.page.getByRole('heading', { name: 'You have knocked' })).toBeVisible();
});
