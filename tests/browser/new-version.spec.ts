import { expect, test } from '../support/browser/fixtures.ts';
import { onPage, openContext, visit } from '../support/browser/person.ts';

test('I7: a page that is too old for another in its room offers a reload, which brings it back as it was', async ({
  chrome,
  server,
  room,
}) => {
  const { page } = await openContext(chrome);
  // A page of yesterday's server.
  await page.route(`${server.url}/${room}*`, async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace(/"protocolVersion":\d+/, '"protocolVersion":0');
    await route.fulfill({ response, body });
  });
  await page.goto(`${server.url}/${room}`);
  await page.getByTestId('name').fill('Alice');
  await page.getByTestId('join').click();
  const alice = onPage(page, 'Alice');
  const bob = await visit(chrome, { url: server.url, room, name: 'Bob' });
  await Promise.all([alice.sees('Bob'), bob.sees('Alice')]);

  await expect(page.getByTestId('new-version')).toContainText('There is a new version of this page.');
  await expect(bob.page.getByTestId('new-version')).toHaveCount(0);
  await page.unroute(`${server.url}/${room}*`);
  await page.getByTestId('new-version-reload').click();
  await Promise.all([alice.sees('Bob'), bob.sees('Alice')]);
  await expect(page.getByTestId('new-version')).toHaveCount(0);
  await expect(bob.page.getByTestId('tile')).toHaveCount(2);
  await alice.close();
  await bob.close();
});
