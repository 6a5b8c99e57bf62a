import { expect, test } from '../../support/browser/fixtures.ts';
import { closeWindow, type Person } from '../../support/browser/person.ts';

test.describe.configure({ timeout: 240_000 });

async function expectAllToAll(people: readonly Person[]): Promise<void> {
  for (const person of people) {
    for (const other of people.filter((each) => each !== person)) {
      await person.sees(other.name);
      await person.hears(other.name);
    }
  }
}

for (const order of ['Chromium first', 'Firefox first'] as const) {
  test(`Chromium and Firefox, ${order}: video and sound both ways, mute, reload, leave`, async ({
    join,
    joinWithFirefox,
  }) => {
    const enter = { chromium: () => join('Chris'), firefox: () => joinWithFirefox('Fiona') };
    const isChromiumFirst = order === 'Chromium first';
    const first = await (isChromiumFirst ? enter.chromium() : enter.firefox());
    const second = await (isChromiumFirst ? enter.firefox() : enter.chromium());
    await expectAllToAll([first, second]);

    for (const [one, other] of [
      [first, second],
      [second, first],
    ] as const) {
      await one.page.getByTestId('mic').click();
      await expect(other.tile(one.name).getByRole('img', { name: 'Muted' })).toBeVisible();
      await one.page.getByTestId('camera').click();
      await expect(other.tile(one.name).locator('.avatar')).toBeVisible();
      await one.page.getByTestId('mic').click();
      await one.page.getByTestId('camera').click();
      await other.sees(one.name);
      await other.hears(one.name);
    }

    await second.page.reload();
    await expectAllToAll([first, second]);
    await first.page.reload();
    await expectAllToAll([first, second]);

    await second.leave();
    await expect(first.tiles()).toHaveCount(1);
  });

  test(`two of one and one of the other, ${order}`, async ({ join, joinWithFirefox }) => {
    const people =
      order === 'Chromium first'
        ? [await join('Chris'), await joinWithFirefox('Fiona'), await join('Carla')]
        : [await joinWithFirefox('Fiona'), await join('Chris'), await joinWithFirefox('Felix')];
    for (const person of people) {
      for (const other of people.filter((each) => each !== person)) await person.sees(other.name);
    }
    // The fixture closes the context: a browser that closes a context drops the beacons of its pages.
    if (people[1]) await closeWindow(people[1].page);
    if (people[0]) await expect(people[0].tiles()).toHaveCount(2);
  });
}

test('a camera that is turned on only during the call is seen in either browser', async ({ join, joinWithFirefox }) => {
  const chris = await join('Chris', '&mic=off&cam=off');
  const fiona = await joinWithFirefox('Fiona', '&mic=off&cam=off');
  await expect(chris.tile('Fiona')).toHaveAttribute('data-state', 'live');
  for (const person of [chris, fiona]) {
    await person.page.getByTestId('camera').click();
    await person.page.getByTestId('mic').click();
  }
  await expectAllToAll([chris, fiona]);
});
