import { expectAccessible } from '../../support/browser/accessible.ts';
import { expect, test } from '../../support/browser/fixtures.ts';
import { BESIDE_THE_STAGE, rowOf } from '../../support/browser/people-panel.ts';
import { openContext, visit } from '../../support/browser/person.ts';

test('H11: a host asks, mutes, and takes somebody out; the others find nothing of it in their panel', async ({
  chrome,
  server,
  room,
  join,
}) => {
  const alice = await visit(chrome, { url: server.url, room, name: 'Alice', context: BESIDE_THE_STAGE });
  const bob = await join('Bob', '&mic=off');
  await alice.sees('Bob');
  await alice.page.getByTestId('people-toggle').click();
  await rowOf(alice, 'Bob').getByTestId('person-options').click();
  await rowOf(alice, 'Bob').getByTestId('ask-unmute').click();
  await expect(bob.page.getByTestId('mic')).toHaveAttribute('aria-pressed', 'false');
  await bob.page.getByTestId('ask-yes').click();
  await expect(bob.page.getByTestId('mic')).toHaveAttribute('aria-pressed', 'true');
  await rowOf(alice, 'Bob').getByTestId('ask-mute').click();
  await expect(bob.page.getByTestId('mic')).toHaveAttribute('aria-pressed', 'false');
  await expect(bob.page.getByText('Alice turned your microphone off')).toBeVisible();

  await bob.page.getByTestId('people-toggle').click();
  await rowOf(bob, 'Alice').getByTestId('person-options').click();
  await expect(bob.page.getByTestId('message-person')).toBeVisible();
  await expect(bob.page.getByTestId('remove')).toHaveCount(0);
  await expect(bob.page.getByTestId('room-settings')).toHaveCount(0);

  await expectAccessible(alice.page);
  await rowOf(alice, 'Bob').getByTestId('remove').click();
  await alice.page.getByTestId('remove-confirm').click();
  await expect(bob.page.getByRole('heading', { name: 'You are no longer in this room' })).toBeVisible();
  await expect(rowOf(alice, 'Bob')).toHaveCount(0);
  await alice.close();
});

test('H8: a passcode that a host sets is asked for in the lobby, and the right one opens the door', async ({
  chrome,
  server,
  room,
}) => {
  const alice = await visit(chrome, { url: server.url, room, name: 'Alice', context: BESIDE_THE_STAGE });
  await alice.page.getByTestId('people-toggle').click();
  await alice.page.getByTestId('room-settings').click();
  await alice.page.getByTestId('new-passcode').fill('open sesame');
  await alice.page.keyboard.press('Enter');
  await expect(alice.page.getByTestId('clear-passcode')).toBeVisible();
  await expectAccessible(alice.page);

  const { page } = await openContext(chrome);
  await page.goto(`${server.url}/${room}`);
  await page.getByTestId('name').fill('Bob');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('passcode')).toBeFocused();
  await page.keyboard.type('wrong');
  await page.keyboard.press('Enter');
  await expect(page.getByText('That is not the passcode of this room.')).toBeVisible();
  await expectAccessible(page);
  await page.getByTestId('passcode').fill('open sesame');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('tile')).toHaveCount(2);
  await page.context().close();
  await alice.close();
});
