import { expectAccessible } from '../../support/browser/accessible.ts';
import { pressInBar } from '../../support/browser/bar.ts';
import { expect, test } from '../../support/browser/fixtures.ts';
import { peakPlayed } from '../../support/browser/loudness.ts';
import { BESIDE_THE_STAGE, rowOf } from '../../support/browser/people-panel.ts';
import { visit, type Person } from '../../support/browser/person.ts';

async function openPeople({ page }: Person): Promise<void> {
  await page.getByTestId('people-toggle').click();
  await expect(page.getByTestId('person').first()).toBeVisible();
}

test('somebody can be turned down, up to twice as loud, and muted, for oneself alone', async ({ join }) => {
  const alice = await join('Alice');
  const bob = await join('Bob');
  await alice.hears('Bob');
  await bob.hears('Alice');
  await openPeople(alice);
  const row = rowOf(alice, 'Bob');
  const id = (await row.getAttribute('data-participant')) ?? '';
  const peak = (): Promise<number> => peakPlayed(alice.page, id);
  const asSent = await peak();
  expect(asSent).toBeGreaterThan(0.01);

  await row.getByTestId('volume').fill('50');
  expect((await peak()) / asSent).toBeCloseTo(0.5, 1);
  await row.getByTestId('volume').fill('200');
  await expect(alice.page.locator('audio')).toHaveCount(2);
  await expect.poll(async () => (await peak()) / asSent).toBeGreaterThan(1.5);
  await expect(alice.tile('Bob').getByTestId('volume-mark')).toHaveText('200 %');

  await row.getByTestId('mute-for-me').click();
  await expect(alice.page.locator('audio')).toHaveCount(1);
  expect(await peak()).toBe(0);
  await expect(alice.tile('Bob').getByTestId('volume-mark')).toBeVisible();
  await expect(bob.tile('Alice').getByTestId('volume-mark')).toHaveCount(0);
  await expect(bob.tile('Bob').locator('.tile__muted')).toHaveCount(0);

  await alice.page.reload();
  await alice.sees('Bob');
  expect(await peak()).toBe(0);
});

test('in Firefox too; where audio processing may not run, somebody turned up is heard as they are', async ({
  join,
  joinWithFirefox,
}) => {
  const alice = await joinWithFirefox('Alice');
  await join('Bob');
  await alice.hears('Bob');
  await openPeople(alice);
  const outlets = (): Promise<(number | 'muted')[]> =>
    alice.page.evaluate(() =>
      [...document.querySelectorAll('audio')].map(({ muted, volume }) => (muted ? 'muted' : volume)),
    );
  const volume = rowOf(alice, 'Bob').getByTestId('volume');
  await volume.fill('50');
  await expect.poll(outlets).toEqual([0.5]);
  // Without a sound card Firefox runs no audio processing.
  await volume.fill('200');
  await expect.poll(outlets).toEqual([1]);
  await alice.hears('Bob');
  await rowOf(alice, 'Bob').getByTestId('mute-for-me').click();
  await expect.poll(outlets).toEqual(['muted']);
});

test('the list tells who is there and how, and can be used from the keyboard alone', async ({
  chrome,
  server,
  room,
  join,
}) => {
  const alice = await visit(chrome, { url: server.url, room, name: 'Alice', context: BESIDE_THE_STAGE });
  const bob = await join('Bob', '&mic=off');
  await alice.sees('Bob');
  const { page } = alice;

  await page.keyboard.press('p');
  await expect(page.getByTestId('people-toggle')).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByTestId('person')).toHaveCount(2);
  await expect(rowOf(alice, 'Bob').getByRole('img')).toHaveCount(2);
  await expect(rowOf(alice, 'Bob').getByRole('img', { name: 'Microphone off' })).toBeVisible();
  await pressInBar(bob.page, 'hand');
  await expect(rowOf(alice, 'Bob').getByRole('img', { name: 'Hand raised, number 1' })).toBeVisible();

  const volume = page.getByRole('slider', { name: 'Volume of Bob' });
  await volume.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(volume).toHaveAttribute('aria-valuetext', '95 %');
  await page.keyboard.press('Home');
  await expect(volume).toHaveAttribute('aria-valuetext', 'Muted for you');

  await rowOf(alice, 'Bob').getByTestId('person-options').focus();
  await page.keyboard.press('Enter');
  await rowOf(alice, 'Bob').getByTestId('pin-person').press('Enter');
  await expect(alice.tile('Bob')).toHaveAttribute('data-role', 'large');
  await expectAccessible(page);
  await rowOf(alice, 'Bob').getByTestId('message-person').press('Enter');
  await expect(page.getByTestId('chat-input')).toBeFocused();
  await page.keyboard.type('psst');
  await page.keyboard.press('Enter');
  await expect(bob.page.getByText('Alice (to you only): psst')).toBeVisible();

  await page.keyboard.press('Escape');
  await expect(page.getByTestId('chat-input')).toBeHidden();
  await expect(page.getByTestId('chat-toggle')).toHaveAttribute('aria-pressed', 'false');
  await page.keyboard.press('p');
  await rowOf(alice, 'Alice').getByTestId('person-options').press('Enter');
  await page.getByTestId('own-name').fill('Alicia');
  await page.keyboard.press('Enter');
  await expect(rowOf(alice, 'Alicia (you)')).toBeVisible();
  await expectAccessible(page);
  await alice.close();
});
