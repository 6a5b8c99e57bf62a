import { expect, test } from '../../support/browser/fixtures.ts';
import { visit } from '../../support/browser/person.ts';
import { startServer } from '../../support/servers/server-process.ts';

test('below a base path two people meet, leave, and the site can be installed', async ({ chrome, room }) => {
  const server = await startServer({ BASE_PATH: '/video' });
  const url = `${server.url}/video`;
  const outside: string[] = [];
  const alice = await visit(chrome, { url, room, name: 'Alice' });
  alice.page.on('request', (request) => {
    const { pathname, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && !pathname.startsWith('/video/')) outside.push(pathname);
  });
  const bob = await visit(chrome, { url, room, name: 'Bob' });
  await Promise.all([alice.sees('Bob'), bob.sees('Alice')]);

  const { scope, kept } = await alice.page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    const [name = ''] = await caches.keys();
    const requests = await (await caches.open(name)).keys();
    return { scope: registration.scope, kept: requests.map((request) => new URL(request.url).pathname) };
  });
  expect(scope).toBe(`${url}/`);
  expect(kept.every((path) => path.startsWith('/video/'))).toBe(true);
  expect(kept).toContain('/video/offline');

  // A beacon says so at once; without one, Bob would be away for the grace time.
  await bob.page.goto('about:blank');
  await expect(alice.tile('Bob')).toHaveCount(0);
  await alice.page.getByTestId('leave').click();
  await expect(alice.page.getByRole('link', { name: 'Madang: a new room' })).toHaveAttribute('href', '/video/');
  expect(outside).toEqual([]);

  await alice.close();
  await bob.close();
  await server.kill();
});

test('the doctor below a base path reaches both sockets', async ({ chrome }) => {
  const server = await startServer({ BASE_PATH: '/video' });
  const page = await (await chrome.newContext()).newPage();
  await page.goto(`${server.url}/video/doctor?room=standup`);
  await expect(page.getByRole('link', { name: 'Back to the room' })).toHaveAttribute('href', '/video/standup');
  await page.getByTestId('start').click();
  for (const step of ['websocket', 'peer-server']) {
    await expect(page.getByTestId(`step-${step}`)).toContainText('works', { timeout: 30_000 });
  }
  await page.context().close();
  await server.kill();
});
