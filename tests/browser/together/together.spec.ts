import { pressInBar } from '../../support/browser/bar.ts';
import { listenIn, rung } from '../../support/browser/chimes.ts';
import { expect, test } from '../../support/browser/fixtures.ts';
import type { Person } from '../../support/browser/person.ts';

test.describe.configure({ timeout: 180_000 });

const queueOf = ({ page }: Person) => page.getByTestId('hand-queue').getByRole('listitem');
const raise = ({ page }: Person): Promise<void> => pressInBar(page, 'hand');

test('W2: raised hands queue in one order for all, in Chromium and Firefox, and for whoever comes later', async ({
  join,
  joinWithFirefox,
}) => {
  const alice = await join('Alice');
  const fiona = await joinWithFirefox('Fiona');
  const carol = await join('Carol');
  for (const person of [alice, fiona, carol]) {
    await expect(person.tiles()).toHaveCount(3);
    for (const name of ['Alice', 'Fiona', 'Carol'].filter((each) => each !== person.name)) {
      await expect(person.tile(name)).toHaveAttribute('data-state', 'live');
    }
  }
  await raise(fiona);
  await expect(alice.page.getByRole('status').filter({ hasText: 'Fiona raised a hand' })).toBeVisible();
  await expect(queueOf(carol)).toHaveText(['Fiona']);
  await raise(carol);
  await expect(queueOf(alice)).toHaveText(['Fiona', 'Carol']);
  await raise(alice);
  await expect(alice.page.getByTestId('hand')).toHaveAttribute('aria-pressed', 'true');
  await expect(queueOf(fiona)).toHaveText(['Fiona (you)', 'Carol', 'Alice']);
  await expect(queueOf(carol)).toHaveText(['Fiona', 'Carol (you)', 'Alice']);

  const dave = await join('Dave');
  await expect(queueOf(dave)).toHaveText(['Fiona', 'Carol', 'Alice']);
  await expect(dave.tile('Carol').getByTestId('tile-hand')).toHaveAccessibleName('Hand raised, number 2');

  await raise(fiona);
  await expect(queueOf(dave)).toHaveText(['Carol', 'Alice']);
  await carol.leave();
  await expect(queueOf(dave)).toHaveText(['Alice']);
  await alice.page.reload();
  await expect(dave.page.getByTestId('hand-queue')).toHaveCount(0);
});

test('W4: reactions float over the tile of whoever sent them, and are gone after a moment', async ({ join }) => {
  const alice = await join('Alice');
  const bob = await join('Bob');
  await alice.sees('Bob');
  await alice.page.getByTestId('reactions').click();
  await alice.page.getByRole('button', { name: 'Applause' }).click();
  await alice.page.getByRole('button', { name: 'Heart' }).click();
  await expect(bob.tile('Alice').getByRole('img', { name: 'Applause' })).toBeVisible();
  await expect(bob.tile('Alice').getByTestId('reaction')).toHaveCount(2);
  await expect(alice.selfTile().getByTestId('reaction')).toHaveCount(2);
  await expect(bob.selfTile().getByTestId('reaction')).toHaveCount(0);
  await expect(bob.page.getByTestId('reaction')).toHaveCount(0);

  await alice.page.keyboard.press('Escape');
  await expect(alice.page.getByTestId('reactions')).toBeFocused();
  await expect(alice.page.getByTestId('reactions')).toHaveAttribute('aria-expanded', 'false');
});

test('W3: stepping away turns off camera and microphone, shows it to all, and coming back undoes it', async ({
  join,
}) => {
  const alice = await join('Alice');
  const bob = await join('Bob');
  await alice.sees('Bob');
  await pressInBar(bob.page, 'away');
  await expect(alice.tile('Bob')).toHaveAttribute('data-state', 'away');
  await expect(alice.tile('Bob').getByText('Away for a moment')).toBeVisible();
  await expect(alice.tile('Bob').locator('.avatar')).toBeVisible();
  await expect(alice.tile('Bob').getByRole('img', { name: 'Muted' })).toBeVisible();
  for (const id of ['mic', 'camera']) await expect(bob.page.getByTestId(id)).toHaveAttribute('aria-pressed', 'false');

  const carol = await join('Carol');
  await expect(carol.tile('Bob')).toHaveAttribute('data-state', 'away');

  await pressInBar(bob.page, 'away');
  await alice.sees('Bob');
  await alice.hears('Bob');
});

test('a soft sound tells who comes, goes, writes or raises a hand, until it is turned off', async ({ join }) => {
  const alice = await join('Alice');
  await expect(alice.tiles()).toHaveCount(1);
  await listenIn(alice);
  const bob = await join('Bob');
  await alice.sees('Bob');
  await expect.poll(() => rung(alice)).toBe(2);
  await raise(bob);
  await expect.poll(() => rung(alice)).toBe(4);
  await bob.page.getByTestId('chat-toggle').click();
  await bob.page.getByTestId('chat-input').fill('Hello');
  await bob.page.getByTestId('chat-input').press('Enter');
  await expect.poll(() => rung(alice)).toBe(5);

  await alice.page.getByTestId('chat-toggle').click();
  const sounds = alice.page.getByRole('button', { name: 'Sounds' });
  await expect(sounds).toHaveAttribute('aria-pressed', 'true');
  await sounds.click();
  await expect(sounds).toHaveAttribute('aria-pressed', 'false');
  await bob.leave();
  await expect(alice.page.getByText('Bob left')).toBeVisible();
  expect(await rung(alice)).toBe(5);

  await alice.page.reload();
  await alice.page.getByTestId('chat-toggle').click();
  await expect(sounds).toHaveAttribute('aria-pressed', 'false');
});
