import { expect, test } from '../../support/browser/fixtures.ts';
import { inputOf, openChat } from '../../support/browser/talk.ts';

for (const browser of ['Chromium', 'Firefox'] as const) {
  test(`one key does what its button does, but never while somebody types, in ${browser}`, async ({
    join,
    joinWithFirefox,
  }) => {
    const { page, ...alice } = await (browser === 'Chromium' ? join('Alice') : joinWithFirefox('Alice'));
    const isPressed = (id: string, is: boolean): Promise<void> =>
      expect(page.getByTestId(id)).toHaveAttribute('aria-pressed', String(is));
    await isPressed('mic', true);
    for (const [key, id] of [
      ['m', 'mic'],
      ['v', 'camera'],
    ] as const) {
      await page.keyboard.press(key);
      await isPressed(id, false);
      await page.keyboard.press(key);
      await isPressed(id, true);
    }
    await page.keyboard.press('h');
    await isPressed('hand', true);

    await page.keyboard.press('c');
    await expect(inputOf({ page, ...alice })).toBeFocused();
    await expect(inputOf({ page, ...alice })).toHaveValue('');
    await page.keyboard.type('mvh cl?');
    await expect(inputOf({ page, ...alice })).toHaveValue('mvh cl?');
    for (const id of ['mic', 'camera', 'hand', 'chat-toggle']) await isPressed(id, true);
    await page.keyboard.press('Escape');
    await isPressed('chat-toggle', false);

    await page.keyboard.press('Control+m');
    await isPressed('mic', true);
    await page.keyboard.press('l');
    await expect(page.getByText('Press L again to leave')).toBeVisible();
    await page.keyboard.press('l');
    await expect(page.getByRole('heading', { name: 'You left the room' })).toBeVisible();
  });

  test(`a muted microphone is on while space is held, in ${browser}`, async ({ join, joinWithFirefox }) => {
    const { page } = await (browser === 'Chromium' ? join('Alice') : joinWithFirefox('Alice'));
    const mic = page.getByTestId('mic');
    await expect(mic).toHaveAttribute('aria-pressed', 'true');
    // Held by somebody who is not muted, it changes nothing.
    await page.keyboard.down(' ');
    await page.keyboard.up(' ');
    await expect(mic).toHaveAttribute('aria-pressed', 'true');

    // The button that was clicked has the focus, but it is not what space is for now.
    await mic.click();
    await expect(mic).toHaveAttribute('aria-pressed', 'false');
    await page.keyboard.down(' ');
    await expect(mic).toHaveAttribute('aria-pressed', 'true');
    await page.keyboard.up(' ');
    await expect(mic).toHaveAttribute('aria-pressed', 'false');

    // Reached with the keyboard, it is.
    await page.keyboard.press('Tab');
    await expect(page.getByTestId('camera')).toBeFocused();
    await page.keyboard.press(' ');
    await expect(page.getByTestId('camera')).toHaveAttribute('aria-pressed', 'false');
    await expect(mic).toHaveAttribute('aria-pressed', 'false');

    await page.getByRole('heading', { level: 1 }).evaluate(() => (document.activeElement as HTMLElement).blur());
    await page.keyboard.down(' ');
    await expect(mic).toHaveAttribute('aria-pressed', 'true');
    await page.evaluate(() => dispatchEvent(new Event('blur')));
    await expect(mic).toHaveAttribute('aria-pressed', 'false');
    await page.keyboard.up(' ');
    await expect(mic).toHaveAttribute('aria-pressed', 'false');
  });
}

test('whoever closes a panel that a key has opened types into it no longer', async ({ join }) => {
  const { page } = await join('Alice');
  await expect(page.getByTestId('leave')).toBeVisible();
  await page.keyboard.press('c');
  const input = page.getByTestId('chat-input');
  await expect(input).toBeFocused();
  // Looked at when the panel goes: a browser itself takes the focus from what is hidden, but only when it draws.
  const focused = input.evaluate(
    (element) =>
      new Promise<string | undefined>((resolve) => {
        new MutationObserver(() => resolve(document.activeElement?.tagName)).observe(document.body, {
          subtree: true,
          attributeFilter: ['hidden'],
        });
        element.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }));
      }),
  );
  expect(await focused).toBe('BODY');
});

test('? shows the shortcuts and turns them off, for good', async ({ join }) => {
  const { page } = await join('Alice');
  await page.setViewportSize({ width: 1280, height: 800 });
  const mic = page.getByTestId('mic');
  await expect(mic).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(sheet).toBeVisible();
  await expect(sheet.locator('kbd')).toHaveText(['M', 'V', 'Space', 'S', 'C', 'P', 'H', 'T', 'L', '?']);
  await page.keyboard.press('m');
  await expect(mic).toHaveAttribute('aria-pressed', 'true');

  await sheet.getByLabel('Use single-key shortcuts').uncheck();
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await page.keyboard.press('m');
  await expect(mic).toHaveAttribute('aria-pressed', 'true');

  await page.reload();
  await expect(mic).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('m');
  await page.keyboard.press('?');
  await expect(sheet).toHaveCount(0);
  await expect(mic).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
  await sheet.getByLabel('Use single-key shortcuts').check();
  await page.keyboard.press('Escape');
  await page.keyboard.press('m');
  await expect(mic).toHaveAttribute('aria-pressed', 'false');
});

test('a letter has its place on a keyboard of another script', async ({ join }) => {
  const alice = await join('Alice');
  const mic = alice.page.getByTestId('mic');
  await expect(mic).toHaveAttribute('aria-pressed', 'true');
  await alice.page.evaluate(() =>
    document.body.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'ㅡ', code: 'KeyM', bubbles: true, cancelable: true }),
    ),
  );
  await expect(mic).toHaveAttribute('aria-pressed', 'false');
  await openChat(alice);
});
