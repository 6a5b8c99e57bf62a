import { expectAccessible } from '../../support/browser/accessible.ts';
import { pressInBar } from '../../support/browser/bar.ts';
import { expect, test } from '../../support/browser/fixtures.ts';
import { openContext } from '../../support/browser/person.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test(`no screen has anything that axe finds, ${colorScheme}`, async ({ chrome, server, room, join }) => {
    const { page } = await openContext(chrome, { colorScheme, viewport: { width: 1280, height: 800 } });
    await page.goto(`${server.url}/${room}`);
    await expect(page.getByTestId('join')).toBeVisible();
    await expectAccessible(page);

    await page.getByTestId('name').fill('Alice');
    await page.getByTestId('join').click();
    await expect(page.getByText('You are the only one here')).toBeVisible();
    await expectAccessible(page);

    const bob = await join('Bob', '&cam=off&mic=off');
    await expect(bob.tiles()).toHaveCount(2);
    await expect(page.getByText('Bob joined')).toBeVisible();
    await expectAccessible(page);

    await pressInBar(page, 'invite');
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Escape');

    await page.getByTestId('leave').click();
    await expect(page.getByText('You left the room')).toBeVisible();
    await expectAccessible(page);

    await page.goto(`${server.url}/not%20a%20room`);
    await expectAccessible(page);
    await page.context().close();
  });
}

test('a name stays text wherever it is shown', async ({ chrome, server, room, join }) => {
  const { page } = await openContext(chrome);
  await page.goto(`${server.url}/${room}`);
  const evil = await join('<img src=x onerror=evil=1>');
  const alice = await join('Alice');
  await expect(alice.tiles()).toHaveCount(2);
  await expect(page.getByText('<img src=x onerror=evil=1> and Alice are here')).toBeVisible();
  for (const each of [page, alice.page, evil.page]) {
    expect(await each.evaluate(() => 'evil' in globalThis)).toBe(false);
    await expect(each.locator('img[src="x"]')).toHaveCount(0);
  }
  await page.context().close();
});
