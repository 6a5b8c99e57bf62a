import { chromium, type WebSocketRoute } from '@playwright/test';
import { pressInBar } from '../../support/browser/bar.ts';
import { chromiumPath, CHROMIUM_ARGS, FAKE_DEVICES } from '../../support/browser/browsers.ts';
import { expect, test } from '../../support/browser/fixtures.ts';
import { closeWindow, visit, type Person } from '../../support/browser/person.ts';

test('two people see and hear each other; closing one window removes its tile at once', async ({ join }) => {
  const alice = await join('Alice');
  const bob = await join('Bob');
  await Promise.all([alice.sees('Bob'), bob.sees('Alice')]);
  await Promise.all([alice.hears('Bob'), bob.hears('Alice')]);
  await expect(alice.tiles()).toHaveCount(2);

  await bob.page.close({ runBeforeUnload: true });
  await expect(alice.tiles()).toHaveCount(1, { timeout: 2000 });
  await expect(alice.page.getByText('Bob left')).toBeVisible();
});

test('closing a window that has lost its connection to the server removes its tile at once', async ({
  join,
  chrome,
  server,
  room,
}) => {
  const alice = await join('Alice');
  const sockets: WebSocketRoute[] = [];
  const bob = await visit(chrome, {
    url: server.url,
    room,
    name: 'Bob',
    async prepare(page) {
      await page.routeWebSocket(/\/socket\.io\//, (socket) => {
        sockets.push(socket);
        if (sockets.length === 1) socket.connectToServer();
      });
      await page.route(/\/socket\.io\//, (route) => route.abort());
    },
  });
  await Promise.all([alice.sees('Bob'), bob.sees('Alice')]);
  await sockets[0]?.close();
  await expect(bob.page.getByText('Your call goes on')).toBeVisible();

  // His context stays until then: a browser that closes a context drops the beacons of its pages.
  await closeWindow(bob.page);
  // Well before the grace time of 30 s is over.
  await expect(alice.tiles()).toHaveCount(1, { timeout: 10_000 });
  await bob.page.context().close();
});

test('four people all see each other', async ({ join }) => {
  const names = ['Alice', 'Bob', 'Carol', 'Dave'];
  const people = [];
  for (const name of names) people.push(await join(name));

  for (const person of people) {
    for (const other of names.filter((name) => name !== person.name)) await person.sees(other);
    await expect(person.tiles()).toHaveCount(4);
  }
});

test('a reload keeps the same participant and one tile', async ({ join }) => {
  const alice = await join('Alice');
  const bob = await join('Bob');
  await alice.sees('Bob');
  const id = await bob.selfTile().getAttribute('data-participant');

  await bob.page.reload();
  await bob.sees('Alice');
  await alice.sees('Bob');
  expect(await bob.selfTile().getAttribute('data-participant')).toBe(id);
  await expect(alice.tiles()).toHaveCount(2);
});

test('a reload out of the lobby comes back into the call', async ({ chrome, server, room, join }) => {
  const alice = await join('Alice');
  const bob = await visit(chrome, { url: server.url, room, name: 'Bob' });
  await bob.page.goto(`${server.url}/${room}`);
  await bob.page.getByTestId('name').fill('Bob');
  await bob.page.getByTestId('name').press('Enter');
  await bob.sees('Alice');
  await bob.page.reload();
  await bob.sees('Alice');
  await alice.sees('Bob');
  await bob.close();
});

test('the same room in two tabs is two participants, and so is a duplicated tab', async ({ join, room, server }) => {
  const first = await join('Alice');
  const context = first.page.context();
  const second = await context.newPage();
  await second.goto(`${server.url}/${room}?join&name=Twin`);
  await expect(first.tiles()).toHaveCount(2);

  // A duplicated tab starts with a copy of the session storage.
  const stored = await first.page.evaluate(() => JSON.stringify(sessionStorage));
  const third = await context.newPage();
  await third.addInitScript((copy) => {
    for (const [key, value] of Object.entries(JSON.parse(copy) as Record<string, string>)) {
      if (sessionStorage.getItem(key) === null) sessionStorage.setItem(key, value);
    }
  }, stored);
  await third.goto(`${server.url}/${room}?join&name=Copy`);
  await expect(first.tiles()).toHaveCount(3);
  await expect(first.tiles()).toHaveCount(3);
  await first.sees('Copy');
});

test('a browser that is killed is gone within the grace time', async ({ join, server, room }) => {
  const alice = await join('Alice');
  const doomed = await chromium.launchServer({ ...chromiumPath(), args: [...CHROMIUM_ARGS, ...FAKE_DEVICES] });
  await visit(await chromium.connect(doomed.wsEndpoint()), { url: server.url, room, name: 'Bob' });
  await alice.sees('Bob');

  await doomed.kill();
  await expect(alice.tile('Bob')).toHaveAttribute('data-state', 'away', { timeout: 15_000 });
  await expect(alice.tiles()).toHaveCount(1, { timeout: 32_000 });
});

test('leaving shows a page that leads back', async ({ join }) => {
  const alice = await join('Alice');
  const bob = await join('Bob');
  await alice.sees('Bob');
  await bob.leave();
  await expect(alice.tiles()).toHaveCount(1);
  await expect(bob.page.getByRole('heading', { name: 'You left the room' })).toBeVisible();

  await bob.page.getByRole('button', { name: 'Rejoin' }).click();
  await bob.sees('Alice');
  await alice.sees('Bob');
});

/** What the page's connections have agreed on: a new offer or answer would be another description. */
const agreedOn = ({ page }: Person): Promise<(string | undefined)[]> =>
  page.evaluate(() =>
    (globalThis as unknown as { peerConnections: RTCPeerConnection[] }).peerConnections.flatMap(
      ({ currentLocalDescription, currentRemoteDescription }) => [
        currentLocalDescription?.sdp.replace(/^a=candidate.*$|^a=end-of-candidates$|^[cm]=.*$|^a=rtcp:.*$/gm, ''),
        currentRemoteDescription?.sdp.replace(/^a=candidate.*$|^a=end-of-candidates$|^[cm]=.*$|^a=rtcp:.*$/gm, ''),
      ],
    ),
  );

test('C6: muting and turning the camera off is seen by the others, and renegotiates nothing', async ({ join }) => {
  const alice = await join('Alice');
  const bob = await join('Bob', '&mic=off');
  await alice.sees('Bob');
  const before = await agreedOn(bob);
  await expect(alice.tile('Bob').getByRole('img', { name: 'Muted' })).toBeVisible();
  await bob.page.getByTestId('mic').click();
  await expect(bob.page.getByTestId('mic')).toHaveAttribute('aria-pressed', 'true');
  await expect(alice.tile('Bob').getByRole('img', { name: 'Muted' })).toBeHidden();
  await alice.hears('Bob');

  await bob.page.getByTestId('camera').click();
  await expect(alice.tile('Bob').locator('.avatar')).toHaveText('B');
  await bob.page.getByTestId('camera').click();
  await alice.sees('Bob');
  expect(await agreedOn(bob)).toEqual(before);
});

test('a person who takes another name in the call has it everywhere, and after a reload', async ({ join }) => {
  const alice = await join('Alice');
  const bob = await join('Bob');
  await alice.sees('Bob');
  await pressInBar(bob.page, 'settings');
  await bob.page.getByRole('tab', { name: 'Appearance' }).click();
  await bob.page.getByTestId('own-name').fill('  Bobby \u202e Tables ');
  await bob.page.keyboard.press('Enter');

  await alice.sees('Bobby Tables');
  await expect(bob.page.locator('[data-testid=tile][data-self]')).toContainText('Bobby Tables');
  await bob.page.reload();
  await bob.sees('Alice');
  await alice.sees('Bobby Tables');
});
