import { pressInBar } from '../../support/browser/bar.ts';
import { expect, test } from '../../support/browser/fixtures.ts';
import { onPage, openContext } from '../../support/browser/person.ts';

test('the lobby shows oneself and who is there, remembers the name, and Enter joins', async ({
  chrome,
  join,
  server,
  room,
}) => {
  const { page } = await openContext(chrome);
  await page.goto(`${server.url}/${room}`);
  await expect(page.getByText('Nobody is here yet')).toBeVisible();
  const preview = page.getByRole('region', { name: 'Your camera' }).locator('video');
  await expect.poll(() => preview.evaluate((video: HTMLVideoElement) => video.currentTime)).toBeGreaterThan(0.2);

  const alice = await join('Alice');
  await expect(page.getByText('Alice is here')).toBeVisible();
  const bob = await join('Bob');
  await expect(page.getByText('Alice and Bob are here')).toBeVisible();
  await bob.close();
  await expect(page.getByText('Alice is here')).toBeVisible();
  // Somebody in the lobby is not in the room.
  await expect(alice.tiles()).toHaveCount(1);

  await page.getByTestId('name').fill('Carol');
  await page.getByTestId('name').press('Enter');
  const carol = onPage(page, 'Carol');
  await carol.sees('Alice');
  await alice.sees('Carol');

  await page.goto(`${server.url}/another-${room}`);
  await expect(page.getByTestId('name')).toHaveValue('Carol');
  await carol.close();
});

test('what is turned off in the lobby stays off in the room', async ({ chrome, join, server, room }) => {
  const alice = await join('Alice');
  const { page } = await openContext(chrome);
  await page.goto(`${server.url}/${room}`);
  await page.getByTestId('camera').click();
  await page.getByTestId('mic').click();
  await expect(page.getByText('Your camera is off')).toBeVisible();
  await page.getByTestId('name').fill('Bob');
  await page.getByTestId('join').click();
  const bob = onPage(page, 'Bob');
  await bob.sees('Alice');

  await expect(bob.page.getByTestId('camera')).toHaveAttribute('aria-pressed', 'false');
  await expect(alice.tile('Bob').locator('.avatar')).toBeVisible();
  await expect(alice.tile('Bob').getByRole('img', { name: 'Muted' })).toBeVisible();
  await bob.close();
});

test('a link may turn devices off: no camera is opened for it', async ({ join }) => {
  const alice = await join('Alice');
  const bob = await join('Bob', '&mic=off&cam=off');
  await bob.sees('Alice');

  await expect(bob.page.getByTestId('camera')).toHaveAttribute('aria-pressed', 'false');
  await expect(bob.page.getByTestId('mic')).toHaveAttribute('aria-pressed', 'false');
  await expect(alice.tile('Bob')).toHaveAttribute('data-state', 'live');
  await expect(alice.tile('Bob').locator('.avatar')).toBeVisible();
});

test('everything in the lobby can be done from the keyboard', async ({ chrome, server, room }) => {
  const { page } = await openContext(chrome);
  await page.goto(`${server.url}/${room}`);
  await expect(page.getByTestId('name')).toBeFocused();
  await page.keyboard.type('Kim');
  const reached: string[] = [];
  for (let press = 0; press < 14; press += 1) {
    await page.keyboard.press('Tab');
    reached.push(
      await page.evaluate(
        () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '',
      ),
    );
  }
  for (const name of [
    'Join',
    'English',
    '한국어',
    'Settings',
    'Mute microphone',
    'Choose microphone and speaker',
    'Turn off camera',
    'Choose camera',
  ]) {
    expect(reached).toContain(name);
  }
  await page.context().close();
});

test('a browser in Korean gets a page in Korean, and the choice of a language is remembered', async ({
  chrome,
  server,
  room,
}) => {
  const { page } = await openContext(chrome, { locale: 'ko-KR' });
  await page.goto(`${server.url}/${room}`);
  await expect(page.getByTestId('join')).toHaveText('참여하기');
  await expect(page.locator('html')).toHaveAttribute('lang', 'ko');

  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByTestId('join')).toHaveText('Join');
  await page.reload();
  await expect(page.getByTestId('join')).toHaveText('Join');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.context().close();
});

test('alone, one is shown the link in every way to hand it on', async ({ chrome, server, room }) => {
  const { page } = await openContext(chrome, { permissions: ['clipboard-read', 'clipboard-write'] });
  await page.goto(`${server.url}/${room}?join&name=Alice`);
  const card = page.getByRole('complementary', { name: 'You are the only one here' });
  const link = `${server.url}/${room}`;
  await expect(card.getByRole('textbox')).toHaveValue(link);
  await expect(card.getByRole('img', { name: 'QR code' }).locator('path')).toHaveAttribute('d', /^M/);
  await card.getByRole('button', { name: 'Copy link' }).click();
  await expect(card.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);
  await page.context().close();
});

test('the invitation can be opened later, and gives the focus back', async ({ join }) => {
  const alice = await join('Alice');
  const bob = await join('Bob');
  await alice.sees('Bob');
  await expect(alice.page.getByText('You are the only one here')).toBeHidden();
  await pressInBar(bob.page, 'invite');
  await expect(bob.page.getByRole('dialog', { name: 'Invite others' })).toBeVisible();
  await bob.page.keyboard.press('Escape');
  await expect(bob.page.getByRole('dialog')).toBeHidden();
  await expect(bob.page.getByTestId('more')).toBeFocused();
});
