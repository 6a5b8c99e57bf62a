import type { Page } from '@playwright/test';
import { pressInBar } from '../../support/browser/bar.ts';
import { expectAccessible } from '../../support/browser/accessible.ts';
import { FAKE_DEVICES, FIREFOX_CONTEXT } from '../../support/browser/browsers.ts';
import { listenIn, rung } from '../../support/browser/chimes.ts';
import { expect, test } from '../../support/browser/fixtures.ts';
import { onPage, openContext, visit } from '../../support/browser/person.ts';
import { startServer } from '../../support/servers/server-process.ts';

test.describe.configure({ timeout: 180_000 });

const lock = ({ page }: { page: Page }): Promise<void> => pressInBar(page, 'lock');
const isLocked = ({ page }: { page: Page }): Promise<void> =>
  expect(page.getByText('The room is locked', { exact: true })).toBeAttached();
const isWaiting = (page: Page): Promise<void> =>
  expect(page.getByRole('heading', { name: 'You have knocked' })).toBeVisible();

test('R8, R9: whoever comes to a locked room knocks, is heard and let in, with keyboard and Firefox too', async ({
  join,
  fox,
  server,
  room,
}) => {
  const alice = await join('Alice');
  const bob = await join('Bob');
  await alice.sees('Bob');
  const { page } = await openContext(fox, FIREFOX_CONTEXT);
  await page.goto(`${server.url}/${room}`);
  await expect(page.getByText('Alice and Bob are here')).toBeVisible();

  await lock(alice);
  await expect(bob.page.getByText('Alice locked the room')).toBeVisible();
  await expect(page.getByTestId('locked')).toBeVisible();
  await expect(page.getByTestId('join')).toHaveText('Knock');
  await listenIn(alice);
  await page.getByTestId('name').fill('Fiona');
  await page.getByTestId('name').press('Enter');
  await isWaiting(page);
  await expect(page.getByTestId('stop-knocking')).toBeFocused();
  await expect(alice.page.getByText('Fiona is knocking')).toBeVisible();
  await expect.poll(() => rung(alice)).toBe(3);
  await expectAccessible(alice.page);

  await bob.page.getByRole('button', { name: 'Let Fiona in' }).focus();
  await bob.page.keyboard.press('Enter');
  const fiona = onPage(page, 'Fiona');
  for (const person of [alice, bob]) {
    await person.sees('Fiona');
    await fiona.sees(person.name);
    await expect(person.page.getByTestId('knocks')).toHaveCount(0);
  }

  // The lock does not keep out who is inside.
  await bob.page.reload();
  await bob.sees('Fiona');
  await isLocked(bob);
  await fiona.close();
});

test('R9: a link that skips the lobby knocks by itself; a refusal is told, and one can wait no longer', async ({
  join,
  chrome,
  server,
  room,
}) => {
  const alice = await join('Alice');
  await lock(alice);
  await isLocked(alice);
  const carol = await visit(chrome, { url: server.url, room, name: 'Carol' });
  await isWaiting(carol.page);
  await expectAccessible(carol.page);
  await alice.page.getByRole('button', { name: 'Turn Carol away' }).click();
  await expect(carol.page.getByText('Nobody let you in this time.')).toBeVisible();

  const dave = await visit(chrome, { url: server.url, room, name: 'Dave' });
  await isWaiting(dave.page);
  await expect(alice.page.getByText('Dave is knocking')).toBeVisible();
  await dave.page.getByTestId('stop-knocking').click();
  await expect(dave.page.getByTestId('join')).toBeVisible();
  await expect(alice.page.getByTestId('knocks')).toHaveCount(0);
  await dave.page.getByTestId('join').click();
  await expect(alice.page.getByText('Dave is knocking')).toBeVisible();
  await dave.close();
  await expect(alice.page.getByTestId('knocks')).toHaveCount(0);
  await carol.close();
});

test('R8, R9: unlocking lets in all who wait, and an empty room puts them back into the lobby', async ({
  join,
  chrome,
  server,
  room,
}) => {
  const alice = await join('Alice');
  await lock(alice);
  await isLocked(alice);
  const bob = await visit(chrome, { url: server.url, room, name: 'Bob' });
  await isWaiting(bob.page);
  await lock(alice);
  await bob.sees('Alice');
  await alice.sees('Bob');

  await lock(bob);
  await expect(alice.page.getByText('Bob locked the room')).toBeVisible();
  const carol = await visit(chrome, { url: server.url, room, name: 'Carol' });
  await isWaiting(carol.page);
  await alice.leave();
  await bob.leave();
  await expect(carol.page.getByText('Nobody is here yet')).toBeVisible();
  await carol.page.getByTestId('join').click();
  await expect(carol.tiles()).toHaveCount(1);
  await carol.close();
  await bob.close();
});

test('R10: a room stays locked when the server is restarted, for newcomers and for nobody else', async ({
  launch,
  room,
}) => {
  const server = await startServer();
  const browser = await launch(FAKE_DEVICES);
  const enter = (name: string) => visit(browser, { url: server.url, room, name });
  const alice = await enter('Alice');
  const bob = await enter('Bob');
  await alice.sees('Bob');
  await lock(alice);
  await expect(bob.page.getByText('Alice locked the room')).toBeVisible();
  const carol = await enter('Carol');
  await isWaiting(carol.page);

  await server.kill();
  for (const { page } of [alice, bob]) await expect(page.getByText('Your call goes on')).toBeVisible();
  await server.start();
  for (const { page } of [alice, bob]) await expect(page.getByText('Your call goes on')).toHaveCount(0);
  const dave = await enter('Dave');
  await isWaiting(dave.page);
  await alice.page.getByRole('button', { name: 'Let Dave in' }).click();
  for (const name of ['Alice', 'Bob']) await dave.sees(name);
  await alice.sees('Bob');
  await server.kill();
});
