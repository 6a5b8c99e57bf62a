import { expect, test } from '../../support/browser/fixtures.ts';

test('a network that blinks again and again leaves no picture frozen', async ({ join }) => {
  const alice = await join('Alice');
  const bob = await join('Bob');
  await Promise.all([alice.sees('Bob'), bob.sees('Alice')]);

  for (const person of [alice, bob]) {
    // Cuts the server off, and not the media. The browser tells of each change, and each is a reason to restart ICE.
    for (const isOffline of [true, false, true, false, true, false]) await person.page.context().setOffline(isOffline);
  }
  for (const { page } of [alice, bob]) await expect(page.getByText('Your call goes on')).toBeHidden();

  await Promise.all([alice.sees('Bob'), bob.sees('Alice'), alice.hears('Bob'), bob.hears('Alice')]);
});
