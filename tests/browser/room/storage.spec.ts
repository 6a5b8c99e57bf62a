import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { chromium } from '@playwright/test';
import { CHROMIUM_ARGS, chromiumPath, FAKE_DEVICES } from '../../support/browser/browsers.ts';
import { expect, test } from '../../support/browser/fixtures.ts';

/** Content setting "block all cookies", which blocks all storage of sites. */
const BLOCKED = { profile: { default_content_setting_values: { cookies: 2 } } };

test('with all storage blocked, a lobby, a link that joins, and a reload work', async ({ server, room }) => {
  const profile = await mkdtemp(joinPath(tmpdir(), 'madang-profile-'));
  await mkdir(joinPath(profile, 'Default'));
  await writeFile(joinPath(profile, 'Default', 'Preferences'), JSON.stringify(BLOCKED));
  const args = [...CHROMIUM_ARGS, ...FAKE_DEVICES];
  const context = await chromium.launchPersistentContext(profile, { ...chromiumPath(), args, locale: 'en-US' });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));

  await page.goto(`${server.url}/${room}`);
  const areBlocked = (): boolean[] =>
    (['localStorage', 'sessionStorage'] as const).map((name) => {
      try {
        globalThis[name].getItem('');
        return false;
      } catch {
        return true;
      }
    });
  expect(await page.evaluate(areBlocked)).toEqual([true, true]);
  await page.getByTestId('name').fill('Alice');
  await page.getByTestId('join').click();
  await expect(page.getByText('Alice (you)')).toBeVisible();
  await page.getByTestId('leave').click();
  await expect(page.getByRole('heading', { name: 'You left' })).toBeVisible();

  await page.goto(`${server.url}/${room}?join&name=Bob`);
  await expect(page.getByText('Bob (you)')).toBeVisible();
  await page.reload();
  await expect(page.getByText('Bob (you)')).toBeVisible();
  expect(errors).toEqual([]);
  await context.close();
  await rm(profile, { recursive: true });
});
