import type { Page } from '@playwright/test';
import { expect, test } from '../../support/browser/fixtures.ts';
import { longestTaskMs, slowdown, watchTasks } from '../../support/browser/long-tasks.ts';
import { visit } from '../../support/browser/person.ts';
import { openChat } from '../../support/browser/talk.ts';

/** A member whose page sends what ours would not: what it does to the pages of the others. */

/** Longer and a person notices. On a machine that others keep busy every task takes longer. */
const RESPONSIVE_MS = 200;

interface Exposed {
  messageChannels: RTCDataChannel[];
}

/** Lets the test speak on the message channels of this page. */
const exposeChannels = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const channels: RTCDataChannel[] = [];
    (globalThis as unknown as Exposed).messageChannels = channels;
    const { createDataChannel } = RTCPeerConnection.prototype;
    RTCPeerConnection.prototype.createDataChannel = function (label, options) {
      const channel = createDataChannel.call(this, label, options);
      if (label === 'messages') channels.push(channel);
      return channel;
    };
  });

const volatile = (body: unknown): string => JSON.stringify({ type: 'volatile', body });
const chat = (text: string): string => volatile({ type: 'chat', isPrivate: false, text });

const ATTACKS: readonly { readonly what: string; readonly frames: () => string[] }[] = [
  {
    what: 'addresses with brackets without end',
    frames: () => Array.from({ length: 2000 }, () => chat(`http://a/${')'.repeat(1990)} http://a/${')'.repeat(1980)}`)),
  },
  {
    what: 'thousands of spaces',
    frames: () => Array.from({ length: 3000 }, () => chat(`${' '.repeat(3998)}x`)),
  },
  {
    what: 'files that are offered and taken back',
    frames: () =>
      Array.from({ length: 4000 }, (_, id) => [
        volatile({ type: 'file', step: 'offer', id, name: `${'x'.repeat(70)}.pdf`, size: 1e12 }),
        volatile({ type: 'file', step: 'cancel', id, reason: 'cancelled', isSender: true }),
      ]).flat(),
  },
  {
    what: 'one hello after another',
    frames: () =>
      Array.from({ length: 10_000 }, () => JSON.stringify({ type: 'hello', session: 'mallory', next: 1, heard: null })),
  },
];

for (const { what, frames } of ATTACKS) {
  test(`W6: ${what}, as fast as a page can send, leave the pages of the others responsive and the room open`, async ({
    server,
    room,
    chrome,
    join,
  }) => {
    const mallory = await visit(chrome, { url: server.url, room, name: 'Mallory', prepare: exposeChannels });
    const victim = await join('Victoria');
    await Promise.all([victim.sees('Mallory'), mallory.sees('Victoria')]);
    await openChat(victim);
    const allowedMs = RESPONSIVE_MS * (await slowdown(victim.page));
    await watchTasks(victim.page);

    const isSent = await mallory.page.evaluate((texts) => {
      const channel = (globalThis as unknown as Exposed).messageChannels.findLast(
        ({ readyState }) => readyState === 'open',
      );
      for (const text of texts) channel?.send(text);
      return channel !== undefined;
    }, frames());
    expect(isSent).toBe(true);
    await expect(victim.page.locator('.toast', { hasText: 'sent far too much' })).toBeVisible();
    expect(await longestTaskMs(victim.page)).toBeLessThanOrEqual(allowedMs);

    const newcomer = await join('Nora');
    await Promise.all([newcomer.sees('Victoria'), newcomer.sees('Mallory'), victim.sees('Nora')]);
    await mallory.close();
  });
}
