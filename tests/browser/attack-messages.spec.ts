import type { Page } from '@playwright/test';
import { expect, test } from '../support/browser/fixtures.ts';
import { visit, type Person } from '../support/browser/person.ts';
import { openChat } from '../support/browser/talk.ts';

test.describe.configure({ timeout: 120_000 });

/** Longer and a person notices; the figure is the one of docs/security.md. */
const LONGEST_TASK_MS = 200;

interface Attacking {
  messageChannels: RTCDataChannel[];
  longestTaskMs: number;
}

/** Mallory's page lets the test speak on its message channels. */
const exposeChannels = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const channels: RTCDataChannel[] = [];
    (globalThis as unknown as Attacking).messageChannels = channels;
    const { createDataChannel } = RTCPeerConnection.prototype;
    RTCPeerConnection.prototype.createDataChannel = function (label, options) {
      const channel = createDataChannel.call(this, label, options);
      if (label === 'messages') channels.push(channel);
      return channel;
    };
  });

/** From now on notes the longest time in which the page could do nothing else. */
const watchTasks = ({ page }: Person): Promise<void> =>
  page.evaluate(() => {
    const attacked = globalThis as unknown as Attacking;
    attacked.longestTaskMs = 0;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) {
        attacked.longestTaskMs = Math.max(attacked.longestTaskMs, duration);
      }
    }).observe({ type: 'longtask' });
  });

const longestTaskMs = ({ page }: Person): Promise<number> =>
  page.evaluate(() => (globalThis as unknown as Attacking).longestTaskMs);

/** What Mallory's page sends as fast as it can: texts of the frames, made in her page. */
const ATTACKS: readonly { readonly what: string; readonly frames: () => string[] }[] = [
  {
    what: 'addresses with brackets without end',
    frames: () => {
      const text = `http://a/${')'.repeat(1990)} http://a/${')'.repeat(1980)}`;
      const chat = { type: 'volatile', body: { type: 'chat', isPrivate: false, text } };
      return Array.from({ length: 150 }, () => JSON.stringify(chat));
    },
  },
  {
    what: 'thousands of spaces',
    frames: () => {
      const chat = { type: 'volatile', body: { type: 'chat', isPrivate: false, text: `${' '.repeat(3998)}x` } };
      return Array.from({ length: 3000 }, () => JSON.stringify(chat));
    },
  },
  {
    what: 'files that are offered and taken back',
    frames: () =>
      Array.from({ length: 4000 }, (_, id) => [
        { type: 'file', step: 'offer', id, name: `${'x'.repeat(70)}.pdf`, size: 1e12 },
        { type: 'file', step: 'cancel', id, reason: 'cancelled', isSender: true },
      ]).flatMap((pair) => pair.map((body) => JSON.stringify({ type: 'volatile', body }))),
  },
  {
    what: 'one hello after another',
    frames: () =>
      Array.from({ length: 5000 }, () => JSON.stringify({ type: 'hello', session: 'mallory', next: 1, heard: null })),
  },
];

for (const { what, frames } of ATTACKS) {
  test(`W6: ${what}, as fast as a page can send, leave the others' pages responsive and the room open`, async ({
    server,
    room,
    chrome,
    join,
  }) => {
    const mallory = await visit(chrome, { url: server.url, room, name: 'Mallory', prepare: exposeChannels });
    const victim = await join('Victoria');
    await expect(victim.page.locator('[data-testid=tile][data-state=live]')).toHaveCount(2);
    await openChat(victim);
    await watchTasks(victim);

    const texts = frames();
    const sent = await mallory.page.evaluate((all) => {
      const channel = (globalThis as unknown as Attacking).messageChannels.findLast(
        ({ readyState }) => readyState === 'open',
      );
      for (const text of all) channel?.send(text);
      return channel !== undefined;
    }, texts);
    expect(sent).toBe(true);

    if (texts.length > 1000) await expect(victim.page.locator('.toast')).toContainText('sent far too much');
    const newcomer = await join('Nora');
    await newcomer.sees('Victoria');
    await newcomer.sees('Mallory');
    await victim.sees('Nora');
    expect(await longestTaskMs(victim)).toBeLessThanOrEqual(LONGEST_TASK_MS);
    await mallory.close();
  });
}
