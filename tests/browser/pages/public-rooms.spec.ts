import { expectAccessible } from '../../support/browser/accessible.ts';
import { expect, test } from '../../support/browser/fixtures.ts';
import { BESIDE_THE_STAGE } from '../../support/browser/people-panel.ts';
import { openContext, visit } from '../../support/browser/person.ts';

test('L1: a room that its host lists appears for everybody who looks, changes live, and is gone once taken off the list', async ({
  chrome,
  server,
  room,
  join,
}) => {
  const title = `Book club ${room.slice(0, 8)}`;
  const { page } = await openContext(chrome);
  await page.goto(`${server.url}/rooms`);
  const listed = page.getByTestId('public-room').filter({ hasText: title });
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();

  const alice = await visit(chrome, { url: server.url, room, name: 'Alice', context: BESIDE_THE_STAGE });
  await alice.page.getByTestId('people-toggle').click();
  await alice.page.getByTestId('room-settings').click();
  await alice.page.getByTestId('listing-title').fill(title);
  await alice.page.getByTestId('listing-topic').fill('The third chapter');
  await alice.page.getByTestId('list').click();
  await expect(listed).toContainText('The third chapter');
  await expect(listed).toContainText('1 person');

  await page.getByRole('searchbox').fill('no room has this title');
  await expect(listed).toHaveCount(0);
  await page.getByRole('searchbox').fill('BOOK club');
  await expect(listed).toBeVisible();
  await expectAccessible(page);

  const bob = await join('Bob');
  await expect(listed).toContainText('2 people');
  await listed.getByRole('link').click();
  await expect(page.getByTestId('name')).toBeVisible();
  await expect(page).toHaveURL(`${server.url}/${room}`);

  await page.goto(`${server.url}/rooms`);
  await expect(listed).toBeVisible();
  await alice.page.getByTestId('unlist').click();
  await expect(listed).toHaveCount(0);
  await page.context().close();
  await Promise.all([alice.close(), bob.close()]);
});
