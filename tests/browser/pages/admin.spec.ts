import { expectAccessible } from '../../support/browser/accessible.ts';
import { expect, test } from '../../support/browser/fixtures.ts';
import { openContext, visit } from '../../support/browser/person.ts';
import { startServer } from '../../support/servers/server-process.ts';

const PASSWORD = 'courtyard at noon';

test('A1: an admin signs in, sees the rooms live, speaks to them, takes somebody out, and closes one', async ({
  chrome,
  room,
}) => {
  const server = await startServer({ ADMIN_PASSWORD: PASSWORD });
  const { page } = await openContext(chrome, { viewport: { width: 1100, height: 900 } });
  await page.goto(`${server.url}/admin`);
  await page.getByLabel('Password').fill('courtyard at night');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toHaveText('That is not the password.');
  await expectAccessible(page);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Nobody is in a room.')).toBeVisible();

  const alice = await visit(chrome, { url: server.url, room, name: 'Alice' });
  const bob = await visit(chrome, { url: server.url, room, name: 'Bob' });
  await expect(page.getByTestId('admin-room')).toContainText(room);
  await expect(page.getByTestId('admin-person')).toHaveText([/Alice/, /Bob/]);
  await expectAccessible(page);

  await page.getByRole('textbox', { name: 'Message to all rooms' }).fill('We restart at six.');
  await page.getByRole('button', { name: 'Show it' }).click();
  for (const person of [alice, bob]) await expect(person.page.getByText('We restart at six.')).toBeVisible();

  const removal = page.getByTestId('admin-person').filter({ hasText: 'Bob' }).getByTestId('admin-remove');
  await removal.click();
  await expect(removal).toHaveText('Remove Bob?');
  await removal.click();
  await expect(bob.page.getByRole('heading', { name: 'You are no longer in this room' })).toBeVisible();
  await expect(page.getByTestId('admin-person')).toHaveText([/Alice/]);

  const closing = page.getByTestId('admin-close');
  await closing.click();
  await closing.click();
  await expect(page.getByTestId('admin-room')).toHaveCount(0);
  await expect(alice.tiles()).toHaveCount(0);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByLabel('Password')).toBeVisible();

  await page.context().close();
  await Promise.all([alice.close(), bob.close()]);
  await server.kill();
});
