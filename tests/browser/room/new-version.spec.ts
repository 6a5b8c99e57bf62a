import { expect, test } from '../../support/browser/fixtures.ts';
import { onPage, openContext, visit } from '../../support/browser/person.ts';

test('I7: a page that is too old for another in its room offers a reload, which brings it back as it was', async ({
  chrome,
  server,
  room,
}) => {
  const { page } = await openContext(chrome);
  // The first page is of yesterday's server.
  await page.addInitScript(() => {
    if (sessionStorage.getItem('was-old') !== null) return;
    sessionStorage.setItem('was-old', 'true');
    const parse = JSON.parse.bind(JSON);
    JSON.parse = (text: string, reviver?: (key: string, value: unknown) => unknown) => {
      const value = parse(text, reviver) as Record<string, unknown> | null;
      return value?.['catalogueUrls'] === undefined ? value : { ...value, protocolVersion: 0 };
    };
  });
  await page.goto(`${server.url}/${room}`);
  await page.getByTestId('name').fill('Alice');
  await page.getByTestId('join').click();
  const alice = onPage(page, 'Alice');
  const bob = await visit(chrome, { url: server.url, room, name: 'Bob' });
  await Promise.all([alice.sees('Bob'), bob.sees('Alice')]);

  await expect(page.getByTestId('new-version')).toContainText('There is a new version of this page.');
  await expect(bob.page.getByTestId('new-version')).toHaveCount(0);
  await page.getByTestId('new-version-reload').click();
  await Promise.all([alice.sees('Bob'), bob.sees('Alice')]);
  await expect(page.getByTestId('new-version')).toHaveCount(0);
  await expect(bob.page.getByTestId('tile')).toHaveCount(2);
  await alice.close();
  await bob.close();
});
