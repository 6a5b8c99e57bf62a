import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { expect, test } from '../../support/browser/fixtures.ts';
import { openContext } from '../../support/browser/person.ts';

/** Another site: every page of it sends its visitor on at once to the address after `?`. */
async function startForeignSite(): Promise<{ url: string; server: Server }> {
  const server = createServer((request, response) => {
    const to = decodeURIComponent((request.url ?? '').split('?')[1] ?? '');
    response.setHeader('Content-Type', 'text/html');
    response.end(`<meta http-equiv="refresh" content="0;url=${to}">`);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

const isInLobby = async (page: Page): Promise<void> => {
  await expect(page.getByTestId('join')).toBeVisible();
  await expect(page.getByTestId('leave')).toHaveCount(0);
};

test('R11: another site opens the lobby and no more, with the service worker too; a person skips it', async ({
  chrome,
  fox,
  server,
  room,
}) => {
  const foreign = await startForeignSite();
  for (const browser of [chrome, fox]) {
    const { page } = await openContext(browser);
    const link = `${server.url}/${room}?join&name=Mallory`;
    await page.goto(`${server.url}/${room}?name=Kim`);
    await page.getByTestId('join').click();
    await expect(page.getByTestId('leave')).toBeVisible();
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => null));

    await page.goto(`${foreign.url}/?${encodeURIComponent(link)}`);
    await page.waitForURL(link);
    await isInLobby(page);
    await expect(page.getByTestId('name')).toHaveValue('Mallory');
    expect(await page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
    // The name of a link that was not used is not remembered.
    await page.goto(`${server.url}/${room}`);
    await expect(page.getByTestId('name')).toHaveValue('Kim');
    await page.goto(link);
    await expect(page.getByTestId('leave')).toBeVisible();
    await page.context().close();
  }
  foreign.server.close();
});
