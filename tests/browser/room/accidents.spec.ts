import type { Page } from '@playwright/test';
import { expect, test } from '../../support/browser/fixtures.ts';
import { shareScreen } from '../../support/browser/screens.ts';

const HELLO = [
  ['h', 'ㅗ', 'KeyH'],
  ['e', 'ㄷ', 'KeyE'],
  ['l', 'ㅣ', 'KeyL'],
  ['l', 'ㅣ', 'KeyL'],
  ['o', 'ㅐ', 'KeyO'],
] as const;

/** Longer than any key waits for the next letter, by the clock of the page. */
const untilKeysHaveActed = (page: Page): Promise<unknown> =>
  page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1000)));

for (const layout of ['Latin', 'Korean'] as const) {
  test(`a word that is typed with the focus on the stage does nothing, with ${layout} keys`, async ({ join }) => {
    const { page, ...alice } = await join('Alice');
    await expect(page.getByTestId('leave')).toBeVisible();
    await alice.selfTile().focus();
    for (const [latin, korean, code] of HELLO) {
      await page.evaluate(
        ([key, at]) =>
          document.activeElement?.dispatchEvent(
            new KeyboardEvent('keydown', { key, code: at, bubbles: true, cancelable: true }),
          ),
        [layout === 'Latin' ? latin : korean, code] as const,
      );
    }
    await untilKeysHaveActed(page);
    await expect(page.getByTestId('leave')).toBeVisible();
    await expect(page.getByText('Press L again to leave')).toHaveCount(0);
    await page.getByTestId('hand').and(page.locator('[aria-pressed=false]')).waitFor();
  });
}

test('the way back asks first, and leads on when it is taken once more', async ({ join, server }) => {
  const alice = await join('Alice');
  const { page } = alice;
  const room = page.url();
  await page.goto(`${server.url}/healthz`);
  await page.goto(room);
  await page.getByTestId('leave').waitFor();
  await page.locator('.stage').click({ position: { x: 10, y: 10 } });
  // What asks is loaded once the room is drawn.
  await page.waitForFunction(() => (history.state as { mark?: unknown } | null)?.mark !== undefined);

  await page.goBack();
  await expect(page.getByText('Go back once more to leave')).toBeVisible();
  await expect(page.getByTestId('leave')).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(`${server.url}/healthz`);
});

test('closing the page asks while a screen is shared, and not otherwise', async ({ join }) => {
  const alice = await join('Alice');
  const bob = await join('Bob');
  await alice.sees('Bob');
  const { page } = alice;
  await shareScreen(alice);
  await expect(bob.tile('Alice’s screen')).toBeVisible();
  const asked = page.waitForEvent('dialog');
  await page.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();

  await page.getByTestId('screen').click();
  await expect(page.getByTestId('screen')).toHaveAttribute('aria-pressed', 'false');
  const closed = page.waitForEvent('close');
  await page.close({ runBeforeUnload: true });
  await closed;
});
