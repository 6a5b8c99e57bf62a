import { pressInBar } from '../../support/browser/bar.ts';
import { expect, test } from '../../support/browser/fixtures.ts';
import { onPage, visit, type Person } from '../../support/browser/person.ts';

/** Whether each outlet of sound on the page is muted. */
const mutedOutlets = ({ page }: Person): Promise<boolean[]> =>
  page.evaluate(() => [...document.querySelectorAll('audio')].map(({ muted }) => muted));

test('R14: of two tabs in one room the second is silent and says why; it takes the call over when asked', async ({
  chrome,
  join,
  room,
  server,
}) => {
  const bob = await join('Bob');
  const alice = await visit(chrome, { url: server.url, room, name: 'Alice' });
  await bob.sees('Alice');
  const participantId = await alice.selfTile().getAttribute('data-participant');

  // A link that joins: no question is in the way.
  const page = await alice.page.context().newPage();
  await page.goto(`${server.url}/${room}?join&name=Twin`);
  const twin = onPage(page, 'Twin');
  await bob.sees('Twin');
  await expect(page.getByTestId('tab-notice')).toContainText('You are in this room in another tab, too.');
  await expect(page.getByTestId('mic')).toHaveAttribute('aria-pressed', 'false');
  await expect.poll(() => mutedOutlets(twin)).toEqual([true, true]);
  // The first tab hears Bob alone.
  await expect.poll(async () => (await mutedOutlets(alice)).toSorted()).toEqual([false, true]);

  // The first is still the first after a reload.
  await alice.page.reload();
  await alice.sees('Bob');
  await expect(alice.page.getByTestId('mic')).toHaveAttribute('aria-pressed', 'true');
  await expect(alice.page.getByTestId('tab-notice')).toHaveCount(0);
  await expect(alice.selfTile()).toHaveAttribute('data-participant', participantId ?? '');

  // In the lobby it is asked first.
  await twin.leave();
  await page.goto(`${server.url}/${room}`);
  await expect(page.getByTestId('tab-choice')).toBeVisible();
  await expect(page.getByTestId('join')).toHaveText('Join as somebody else, muted');
  await page.getByTestId('move-here').click();
  const moved = onPage(page, 'Alice');
  await moved.sees('Bob');
  await expect(moved.selfTile()).toHaveAttribute('data-participant', participantId ?? '');
  await expect(page.getByTestId('mic')).toHaveAttribute('aria-pressed', 'true');
  await expect(bob.tiles()).toHaveCount(2);

  // And the first says so, and takes it back.
  await expect(alice.page.getByRole('heading', { name: 'You are in this room in another tab' })).toBeVisible();
  await alice.page.getByRole('button', { name: 'Rejoin' }).click();
  await alice.sees('Bob');
  await expect(alice.selfTile()).toHaveAttribute('data-participant', participantId ?? '');
  await expect(page.getByRole('heading', { name: 'You are in this room in another tab' })).toBeVisible();
  await alice.close();
});

test('R15: a tab that crashed gets its place back in a locked room, and does not knock', async ({
  chrome,
  join,
  room,
  server,
}) => {
  const alice = await join('Alice');
  const bob = await visit(chrome, { url: server.url, room, name: 'Bob' });
  await alice.sees('Bob');
  const participantId = await bob.selfTile().getAttribute('data-participant');
  await pressInBar(alice.page, 'lock');
  await expect(bob.page.getByText('Alice locked the room')).toBeVisible();

  const context = bob.page.context();
  const devTools = await context.newCDPSession(bob.page);
  const crashed = bob.page.waitForEvent('crash');
  void devTools.send('Page.crash').catch(() => undefined);
  await crashed;

  const page = await context.newPage();
  await page.goto(`${server.url}/${room}?join&name=Bob`);
  const back = onPage(page, 'Bob');
  await back.sees('Alice');
  await expect(back.selfTile()).toHaveAttribute('data-participant', participantId ?? '');
  await expect(page.getByTestId('tab-notice')).toHaveCount(0);

  // Whoever leaves is somebody new afterwards, and the room is locked.
  await back.leave();
  await expect(page.getByRole('heading', { name: 'You left the room' })).toBeVisible();
  await page.goto(`${server.url}/${room}?join&name=Bob`);
  await expect(page.getByRole('heading', { name: 'You have knocked' })).toBeVisible();
  await context.close();
});
