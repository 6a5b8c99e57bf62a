import { expect, test } from '../../support/browser/fixtures.ts';
import { visit } from '../../support/browser/person.ts';
import { openChat, write } from '../../support/browser/talk.ts';

test('news of a message goes as soon as the chat shows it', async ({ chrome, join, server, room }) => {
  const alice = await join('Alice');
  const bob = await visit(chrome, {
    url: server.url,
    room,
    name: 'Bob',
    // No news goes because its time is over.
    prepare: (page) =>
      page.addInitScript(() => {
        const { setTimeout: later } = globalThis;
        const shownMs = 5000;
        globalThis.setTimeout = ((task: TimerHandler, afterMs?: number) =>
          afterMs === shownMs ? 0 : later(task, afterMs)) as typeof setTimeout;
      }),
  });
  await bob.sees('Alice');
  await openChat(alice);
  await write(alice, 'Hello there');
  const news = bob.page.locator('.toast', { hasText: 'Hello there' });
  await expect(news).toBeVisible();
  await openChat(bob);
  await expect(news).toHaveCount(0);
  await bob.close();
});
