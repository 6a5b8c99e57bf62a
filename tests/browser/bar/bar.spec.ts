import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '../../support/browser/fixtures.ts';
import { openContext } from '../../support/browser/person.ts';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

for (const viewport of [
  { width: 390, height: 844 },
  { width: 320, height: 640 },
  { width: 844, height: 390 },
]) {
  test(`on ${viewport.width}×${viewport.height} every button of the bar is in view and large enough for a thumb`, async ({
    chrome,
    server,
    room,
  }) => {
    const { page } = await openContext(chrome, { viewport, hasTouch: true, isMobile: true });
    await page.goto(`${server.url}/${room}?join&name=Alice`);
    await expect(page.getByTestId('leave')).toBeVisible();
    for (const button of await page.locator('.bar__buttons button:visible').all()) {
      const box = await button.boundingBox();
      expect(box?.width).toBeGreaterThanOrEqual(44);
      expect(box?.height).toBeGreaterThanOrEqual(44);
      expect(box?.x).toBeGreaterThanOrEqual(0);
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(viewport.width);
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(viewport.height);
    }
    await page.context().close();
  });
}

test('on a wide page the bar has eight round buttons, and its menu the others in words', async ({
  chrome,
  server,
  room,
}) => {
  const { page } = await openContext(chrome, { viewport: { width: 1440, height: 900 } });
  await page.goto(`${server.url}/${room}?join&name=Alice`);
  await expect(page.getByTestId('hand')).toBeVisible();
  await expect(page.locator('.bar .round-button:visible')).toHaveCount(8);
  for (const id of ['mic', 'camera', 'screen', 'chat-toggle', 'leave'])
    await expect(page.getByTestId(id)).toBeVisible();
  await page.getByTestId('more').click();
  const menu = page.getByRole('dialog', { name: 'More' });
  await expect(menu.locator('.menu__label')).toHaveText([
    'Send files',
    'Invite',
    'Lock the room',
    'Start a timer',
    'Is nobody in between?',
    'Layout',
    'Step away',
    'Settings',
  ]);
  await menu.getByTestId('lock').click();
  await page.getByTestId('more').click();
  await expect(menu.getByTestId('lock')).toHaveAttribute('aria-pressed', 'true');
  await page.context().close();
});

test('on a phone the menu holds what the bar has no room for, and gives the focus back', async ({
  chrome,
  server,
  room,
}) => {
  const { page } = await openContext(chrome, { viewport: { width: 390, height: 844 } });
  await page.goto(`${server.url}/${room}?join&name=Alice`);
  await expect(page.getByTestId('invite')).toHaveCount(0);
  await page.getByTestId('more').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'More' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('more')).toBeFocused();

  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByRole('button').first()).toBeFocused();
  await page.getByTestId('invite').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Invite others' })).toBeVisible();
  await expect(page.getByRole('dialog', { name: 'More' })).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('more')).toBeFocused();
  await page.context().close();
});

test('a menu that is opened in the moment it closes is there again', async ({ chrome, server, room }) => {
  const { page } = await openContext(chrome, { viewport: { width: 390, height: 844 } });
  await page.goto(`${server.url}/${room}?join&name=Alice`);
  await page.getByTestId('more').click();
  const menu = page.getByRole('dialog', { name: 'More' });
  await expect(menu).toBeVisible();
  await menu.evaluate((dialog: HTMLDialogElement) => {
    const opener = document.querySelector<HTMLElement>('[data-testid=more]');
    dialog.addEventListener('close', () => opener?.click(), { once: true });
    dialog.close();
  });
  await expect(menu).toBeVisible();
  await expect(menu.getByRole('button').first()).toBeFocused();

  // Escape gives the focus back before the browser tells that it has closed anything.
  await menu.evaluate((dialog) => {
    dialog.dispatchEvent(new Event('cancel', { cancelable: true }));
    document.querySelector<HTMLElement>('[data-testid=more]')?.click();
  });
  await expect(menu).toBeVisible();
  await expect(menu.getByRole('button').first()).toBeFocused();
  await page.context().close();
});

test('the settings can be used from the keyboard alone, and keep what was chosen', async ({ chrome, server, room }) => {
  const { page } = await openContext(chrome);
  await page.goto(`${server.url}/${room}`);
  await page.getByTestId('settings').focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  await expect(dialog.getByRole('tab', { name: 'Devices' })).toHaveAttribute('aria-selected', 'true');
  await dialog.getByRole('tab', { name: 'Devices' }).focus();
  await page.keyboard.press('End');
  await expect(dialog.getByRole('tab', { name: 'Appearance' })).toBeFocused();
  await expect(dialog.getByRole('tabpanel', { name: 'Appearance' })).toBeVisible();

  const preview = page.getByRole('region', { name: 'Your camera' }).locator('video');
  await expect(preview).toHaveClass(/mirrored/);
  await dialog.getByRole('switch', { name: 'Mirror my video' }).focus();
  await page.keyboard.press('Space');
  await expect(preview).not.toHaveClass(/mirrored/);
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('settings')).toBeFocused();

  await page.reload();
  await expect(page.getByTestId('join')).toBeVisible();
  await expect(preview).not.toHaveClass(/mirrored/);
  await page.context().close();
});

test('the settings say so when they cannot be loaded', async ({ chrome, server, room }) => {
  const { page } = await openContext(chrome);
  await page.goto(`${server.url}/${room}`);
  await expect(page.getByTestId('settings')).toBeVisible();
  await page.context().setOffline(true);
  await page.getByTestId('settings').click();
  await expect(page.getByRole('dialog', { name: 'This could not be loaded' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('settings')).toBeFocused();
  await page.context().close();
});

for (const look of [{ colorScheme: 'light' }, { colorScheme: 'dark' }, { forcedColors: 'active' }] as const) {
  test(`the menus and the settings have nothing that axe finds, ${Object.values(look).join()}`, async ({
    chrome,
    server,
    room,
  }) => {
    const { page } = await openContext(chrome, {
      ...look,
      viewport: { width: 1100, height: 800 },
      reducedMotion: 'reduce',
    });
    const expectAccessible = async (): Promise<void> => {
      const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
    };
    await page.goto(`${server.url}/${room}`);
    await page.getByTestId('microphone-menu').click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectAccessible();
    await page.keyboard.press('Escape');
    await page.getByTestId('settings').click();
    for (const tab of ['Devices', 'Appearance']) {
      await page.getByRole('tab', { name: tab }).click();
      await expectAccessible();
    }
    await page.goto(`${server.url}/open?text=nothing%20of%20ours`);
    await expectAccessible();
    await page.goto(`${server.url}/offline`);
    await expectAccessible();
    await page.context().close();
  });
}
