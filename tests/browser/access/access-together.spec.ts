import { pressInBar } from '../../support/browser/bar.ts';
import { expectAccessible } from '../../support/browser/accessible.ts';
import { expect, test } from '../../support/browser/fixtures.ts';
import { inputOf, logOf, messagesOf, openChat, write } from '../../support/browser/talk.ts';

test.describe.configure({ timeout: 180_000 });

for (const viewport of [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
]) {
  test(`chat, hands, reactions and the list of keys have nothing that axe finds, ${viewport.width} wide`, async ({
    join,
  }) => {
    const alice = await join('Alice');
    const { page } = alice;
    await page.setViewportSize(viewport);
    const bob = await join('Bob');
    await expect(alice.tile('Bob')).toHaveAttribute('data-state', 'live');
    await openChat(bob);
    await write(bob, 'Look at https://a.example');
    await pressInBar(bob.page, 'hand');
    await expect(page.getByTestId('hand-queue')).toBeVisible();
    await expect(page.getByTestId('chat-toggle-badge')).toHaveText('1');
    const opener = (await page.getByTestId('reactions').isVisible()) ? 'reactions' : 'more';
    await page.getByTestId(opener).click();
    await expect(page.getByRole('button', { name: 'Heart' })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Heart' }).click();
    await expect(alice.selfTile().getByTestId('reaction')).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Escape');

    await openChat(alice);
    await write(alice, 'Nice');
    await expect(messagesOf(alice)).toHaveCount(2);
    await expectAccessible(page);
    await page.getByTestId('emoji').click();
    await expectAccessible(page, '.popup__content');
    // One Escape for each thing that is open.
    await page.keyboard.press('Escape');
    await expect(logOf(alice)).toBeVisible();
    await inputOf(alice).press('Escape');
    await expect(logOf(alice)).toBeHidden();

    await page.keyboard.press('?');
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectAccessible(page);
  });
}
