import type { Locator } from '@playwright/test';
import { expect, test } from '../../support/browser/fixtures.ts';
import { expectAccessible } from '../../support/browser/accessible.ts';

const figure = (dialog: Locator, label: string): Locator =>
  dialog
    .locator('.figures > div')
    .filter({ has: dialog.page().getByText(label, { exact: true }) })
    .locator('dd');

test('the mark of a good link says so, and tells its figures in words that can be copied', async ({ join }) => {
  const [alice, bob] = [await join('Alice'), await join('Bob')];
  await Promise.all([alice.sees('Bob'), bob.sees('Alice')]);
  const { page } = alice;
  await expect(page.getByTestId('quality')).toHaveCount(1);

  // A busy machine may make the picture stutter; what matters is that the grade is told, in words too.
  const mark = alice.tile('Bob').getByTestId('quality');
  await expect(mark).toHaveAttribute('data-grade', /^(?:good|fair|poor)$/);
  await expect(mark).toHaveAccessibleName(/^Connection to Bob: (?:good|fair|poor)$/);

  await mark.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('heading')).toHaveText(/^Connection to Bob: (?:good|fair|poor)$/);
  await expect(figure(dialog, 'Way')).toHaveText('Directly, browser to browser (UDP)');
  await expect(figure(dialog, 'Round trip')).toHaveText(/^\d+ ms$/);
  await expect(figure(dialog, 'Received')).toHaveText(/^[\d,]+ kbit\/s, \d+×\d+, \d+ frames\/s, \w+$/);
  await expect(figure(dialog, 'Sent')).toHaveText(/^[\d,]+ kbit\/s, \d+×\d+, \d+ frames\/s, \w+$/);
  await expect(figure(dialog, 'Lost')).toHaveText(/^[\d.]+ % received, [\d.]+ % sent$/);
  await expectAccessible(page);

  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await dialog.getByRole('button', { name: 'Copy' }).click();
  await expect(dialog.getByText('Copied')).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(/^Connection to Bob: /);
  expect(copied).toContain('Way: Directly, browser to browser (UDP)');

  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(mark).toBeFocused();
});

test('open figures follow what happens', async ({ join }) => {
  const [alice, bob] = [await join('Alice'), await join('Bob')];
  await alice.sees('Bob');
  await alice.tile('Bob').getByTestId('quality').click();
  const dialog = alice.page.getByRole('dialog');
  await expect(figure(dialog, 'Received')).toContainText('frames/s');
  await bob.page.getByTestId('camera').click();
  await expect(figure(dialog, 'Received')).toHaveText(/^[\d,]+ kbit\/s, no picture$/);
});

test('Firefox measures too', async ({ join, joinWithFirefox }) => {
  const [alice, bob] = [await join('Alice'), await joinWithFirefox('Bob')];
  await Promise.all([alice.sees('Bob'), bob.sees('Alice')]);
  await bob.tile('Alice').getByTestId('quality').click();
  const dialog = bob.page.getByRole('dialog');
  await expect(figure(dialog, 'Way')).toHaveText('Directly, browser to browser (UDP)');
  await expect(figure(dialog, 'Received')).toHaveText(/^[\d,]+ kbit\/s, \d+×\d+, \d+ frames\/s, \w+$/);
});
