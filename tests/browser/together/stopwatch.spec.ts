import { pressInBar } from '../../support/browser/bar.ts';
import { listenIn, rung } from '../../support/browser/chimes.ts';
import { expect, test } from '../../support/browser/fixtures.ts';
import type { Person } from '../../support/browser/person.ts';

test.describe.configure({ timeout: 240_000 });

const pillOf = ({ page }: Person) => page.getByTestId('stopwatch-pill');
const timerOf = (person: Person) => pillOf(person).getByRole('timer');

/** The name of every tile and the bar are clear of the pill. */
async function expectNothingCovered({ page }: Person): Promise<void> {
  const pill = await page.getByTestId('stopwatch-pill').boundingBox();
  const others = await page.locator('.tile__name, .bar').all();
  expect(pill).not.toBeNull();
  expect(others.length).toBeGreaterThan(2);
  for (const other of others) {
    const box = await other.boundingBox();
    if (!box || !pill) continue;
    const isApart =
      box.x >= pill.x + pill.width ||
      box.x + box.width <= pill.x ||
      box.y >= pill.y + pill.height ||
      box.y + box.height <= pill.y;
    expect({ isApart, box, pill }).toMatchObject({ isApart: true });
  }
}

test('W10: a countdown is seen by all and by newcomers, ends with a sound and words, and is stopped by anybody', async ({
  join,
}) => {
  const alice = await join('Alice');
  const bob = await join('Bob');
  await alice.sees('Bob');
  await listenIn(bob);
  await pressInBar(alice.page, 'stopwatch');
  await expect(alice.page.getByTestId('stopwatch-minutes')).toBeVisible();
  await alice.page.getByTestId('stopwatch-minutes').fill('61');
  await alice.page.keyboard.press('Enter');
  await expect(alice.page.getByRole('dialog')).toBeVisible();
  await alice.page.getByTestId('stopwatch-minutes').fill('1');
  await alice.page.keyboard.press('Enter');
  await expect(alice.page.getByRole('dialog')).toHaveCount(0);
  await expect(bob.page.getByRole('status').filter({ hasText: 'Alice started a timer' })).toBeVisible();
  for (const person of [alice, bob]) await expect(timerOf(person)).toHaveText(/^(1:00|0:\d\d)$/);

  const carol = await join('Carol');
  await expect(timerOf(carol)).toHaveText(/^0:\d\d$/);
  for (const size of [
    { width: 1280, height: 720 },
    { width: 390, height: 844 },
  ]) {
    await bob.page.setViewportSize(size);
    await expect(async () => expectNothingCovered(bob)).toPass();
  }

  const before = await rung(bob);
  await expect(bob.page.getByRole('status').filter({ hasText: 'Time is up' })).toBeVisible({ timeout: 70_000 });
  await expect.poll(() => rung(bob)).toBeGreaterThanOrEqual(before + 3);
  for (const person of [alice, bob, carol]) await expect(pillOf(person)).toHaveCount(0);

  await pressInBar(alice.page, 'stopwatch');
  await expect(alice.page.getByTestId('stopwatch-minutes')).toBeFocused();
  await alice.page.keyboard.press('Enter');
  const stop = pillOf(carol).getByRole('button', { name: 'Stop the timer' });
  await stop.focus();
  await carol.page.keyboard.press('Enter');
  for (const person of [alice, bob, carol]) await expect(pillOf(person)).toHaveCount(0);
  await expect(alice.page.getByRole('status').filter({ hasText: 'Carol stopped the timer' })).toBeVisible();
});
