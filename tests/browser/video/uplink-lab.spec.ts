import { expect } from '@playwright/test';
import { test } from '../../netlab/fixtures.ts';
import type { Lab } from '../../netlab/lab.ts';
import { enter } from '../../netlab/people.ts';
import type { Person } from '../../support/browser/person.ts';
import { videoFlows } from '../../support/browser/video-flow.ts';

/** The uplink budget where the uplink is narrow: Alice sends video to three, who only look and listen. */

test.use({ hosts: ['a', 'b', 'c', 'd'] });
test.describe.configure({ timeout: 480_000 });

const LIFTED = {};

async function gather(lab: Lab): Promise<{ alice: Person; listeners: Person[] }> {
  const turn = await lab.startTurn();
  await lab.startServer({ STUN_URLS: turn.stunUrl });
  const alice = await enter(lab, await lab.host('a').launchChromium(), 'Alice');
  const listeners: Person[] = [];
  for (const [host, name] of [
    ['b', 'Bob'],
    ['c', 'Carol'],
    ['d', 'Dave'],
  ] as const) {
    const listener = await enter(lab, await lab.host(host).launchChromium(), name, '&mic=off&cam=off');
    await listener.page.setViewportSize({ width: 1024, height: 640 });
    listeners.push(listener);
  }
  for (const listener of listeners) await listener.sees('Alice');
  return { alice, listeners };
}

/** Widths of the pictures that go out, added up. */
const sentWidth = async ({ page }: Person): Promise<number> =>
  (await videoFlows(page)).reduce((sum, flow) => sum + flow.sentWidth, 0);

test('U5: on 1 Mbit/s voices go on, video shrinks, and grows again when the line is better', async ({ lab }) => {
  const { alice, listeners } = await gather(lab);
  const patience = { timeout: 60_000, intervals: [1000] };
  // Three pictures of the size of a tile.
  await expect.poll(() => sentWidth(alice), patience).toBeGreaterThan(3 * 420);
  const full = await sentWidth(alice);

  await lab.host('a').wire({ up: { rateKbit: 1000 } });
  await expect.poll(() => sentWidth(alice), patience).toBeLessThan(full * 0.9);
  for (const listener of listeners) {
    await listener.hears('Alice');
    await listener.sees('Alice');
  }

  await lab.host('a').wire(LIFTED);
  await expect.poll(() => sentWidth(alice), patience).toBeGreaterThanOrEqual(full * 0.95);
  for (const listener of listeners) await listener.hears('Alice');
});

test('U5: where the line carries only voices it says so, to both sides, and tries again', async ({ lab }) => {
  const { alice, listeners } = await gather(lab);
  await lab.host('a').wire({ up: { rateKbit: 250 } });
  const notice = alice.page.getByTestId('uplink-notice');
  await expect(notice).toBeVisible({ timeout: 60_000 });
  const soundOnly = (): Promise<number> =>
    Promise.all(listeners.map(({ page }) => page.getByText('Sound only for now').count())).then((counts) =>
      counts.reduce((sum, count) => sum + count, 0),
    );
  await expect.poll(soundOnly).toBeGreaterThan(0);
  for (const listener of listeners) await listener.hears('Alice');

  await lab.host('a').wire(LIFTED);
  await expect(notice).toHaveCount(0, { timeout: 60_000 });
  for (const listener of listeners) await listener.sees('Alice');
});
