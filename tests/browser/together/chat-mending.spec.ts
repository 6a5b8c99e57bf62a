import type { Page } from '@playwright/test';
import { pressInBar } from '../../support/browser/bar.ts';
import { FAKE_DEVICES } from '../../support/browser/browsers.ts';
import { expect, test } from '../../support/browser/fixtures.ts';
import { visit, type Person } from '../../support/browser/person.ts';
import { messagesOf, openChat, write } from '../../support/browser/talk.ts';
import { startServer } from '../../support/servers/server-process.ts';

/** Breaks every link of a page without a word to anybody, as far as a page can. */
const breakLinks = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const { peerConnections } = globalThis as unknown as { peerConnections: RTCPeerConnection[] };
    for (const connection of peerConnections) connection.close();
  });

test('W1: what is written while a link is broken arrives once and in order when it is mended', async ({
  launch,
  room,
}) => {
  test.setTimeout(180_000);
  const server = await startServer();
  const browser = await launch(FAKE_DEVICES);
  const enter = (name: string): Promise<Person> => visit(browser, { url: server.url, room, name });
  const alice = await enter('Alice');
  const bob = await enter('Bob');
  await alice.sees('Bob');
  await openChat(alice);
  await openChat(bob);
  await write(alice, 'before');
  await expect(messagesOf(bob)).toHaveText(['before']);

  // Without the server no new link can be made: there is time to write.
  await server.kill();
  await breakLinks(alice.page);
  await expect(alice.tile('Bob')).not.toHaveAttribute('data-state', 'live');
  await expect(bob.tile('Alice')).not.toHaveAttribute('data-state', 'live');
  await write(alice, 'one');
  await write(bob, 'uno');
  await write(alice, 'two');
  await pressInBar(bob.page, 'hand');
  await expect(messagesOf(bob)).toHaveText(['before', 'uno']);

  await server.start();
  await expect(alice.tile('Bob')).toHaveAttribute('data-state', 'live', { timeout: 30_000 });
  await expect(messagesOf(bob)).toHaveText(['before', 'uno', 'one', 'two']);
  await expect(messagesOf(alice)).toHaveText(['before', 'one', 'two', 'uno']);
  await expect(alice.tile('Bob').getByTestId('tile-hand')).toBeVisible();
  await server.kill();
});
