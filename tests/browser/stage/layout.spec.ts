import { AxeBuilder } from '@axe-core/playwright';
import type { Locator } from '@playwright/test';
import { pressInBar } from '../../support/browser/bar.ts';
import { expect, test as base } from '../../support/browser/fixtures.ts';
import { visit, type Person } from '../../support/browser/person.ts';
import { expectScreen, screensOf, shareScreen, SLOW_DEVICES } from '../../support/browser/screens.ts';
import { setVisibility, videoFlow } from '../../support/browser/video-flow.ts';

const test = base.extend({
  join: async ({ launch, server, room }, use) => {
    const browser = await launch(SLOW_DEVICES);
    await use((name, options = '') => visit(browser, { url: server.url, room, name, options }));
  },
});

test.describe.configure({ timeout: 180_000 });

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const boxOf = async (locator: Locator): Promise<Box> =>
  (await locator.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };

const expectRole = (tile: Locator, role: string): Promise<void> => expect(tile).toHaveAttribute('data-role', role);

/** In which corner of the stage a tile has come to rest. */
const cornerOf = async (person: Person): Promise<string> => {
  const stage = await boxOf(person.page.locator('.stage'));
  const tile = await boxOf(person.selfTile());
  const isTop = tile.y + tile.height / 2 < stage.y + stage.height / 2;
  const isLeft = tile.x + tile.width / 2 < stage.x + stage.width / 2;
  return `${isTop ? 'top' : 'bottom'}-${isLeft ? 'left' : 'right'}`;
};

const expectCorner = (person: Person, corner: string): Promise<void> =>
  expect.poll(() => cornerOf(person)).toBe(corner);

async function choose(person: Person, layout: string): Promise<void> {
  await pressInBar(person.page, 'layout');
  await person.page.getByRole('radio', { name: new RegExp(`^${layout}`) }).check();
  await person.page.keyboard.press('Escape');
  await expect(person.page.getByRole('dialog')).toBeHidden();
}

test('of two, the other is full and oneself small, in whatever corner one likes, by pointer or by keyboard', async ({
  join,
}) => {
  const alice = await join('Alice');
  const bob = await join('Bob');
  await bob.sees('Alice');
  await expectRole(bob.tile('Alice'), 'large');
  await expectRole(bob.selfTile(), 'float');
  await expectCorner(bob, 'bottom-right');

  const { mouse, keyboard } = bob.page;
  const from = await boxOf(bob.selfTile());
  const to = await boxOf(bob.page.locator('.stage'));
  await mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await mouse.down();
  await mouse.move(to.x + 80, to.y + 60, { steps: 5 });
  await mouse.up();
  await expectCorner(bob, 'top-left');

  await bob.page.getByRole('button', { name: 'Move your picture' }).focus();
  await keyboard.press('ArrowRight');
  await expectCorner(bob, 'top-right');
  await keyboard.press('ArrowDown');
  await expectCorner(bob, 'bottom-right');
  await keyboard.press('Enter');
  await expectCorner(bob, 'bottom-left');

  await bob.page.reload();
  await bob.sees('Alice');
  await expectCorner(bob, 'bottom-left');
  await expectCorner(alice, 'bottom-right');
});

test('a pin makes a tile large for who pinned it, with the keyboard alone, and before a screen', async ({ join }) => {
  const alice = await join('Alice');
  const bob = await join('Bob');
  const carol = await join('Carol');
  await Promise.all([carol.sees('Alice'), carol.sees('Bob')]);
  await expectRole(carol.tile('Alice'), 'grid');

  const pin = carol.page.getByRole('button', { name: 'Pin Bob' });
  await pin.focus();
  await expect(carol.tile('Bob').locator('.tile__actions')).toHaveCSS('opacity', '1');
  await expect(carol.tile('Alice').locator('.tile__actions')).toHaveCSS('opacity', '0');
  await carol.page.keyboard.press('Space');
  await expect(pin).toHaveAttribute('aria-pressed', 'true');
  await expectRole(carol.tile('Bob'), 'large');
  await expectRole(carol.tile('Alice'), 'strip');
  await expectRole(alice.tile('Bob'), 'grid');
  await carol.sees('Bob');

  await shareScreen(alice);
  await expectScreen(bob, 'Alice’s screen');
  await expectRole(screensOf(carol), 'strip');
  await pin.press('Enter');
  await expectScreen(carol, 'Alice’s screen');
  await expectRole(carol.tile('Bob'), 'strip');
});

test('the layout is chosen, remembered, and a new screen is large all the same', async ({ join }) => {
  const alice = await join('Alice', '&mic=off');
  const bob = await join('Bob', '&mic=off');
  await bob.sees('Alice');
  await choose(bob, 'Grid');
  await expectRole(bob.selfTile(), 'grid');
  await bob.page.reload();
  await bob.sees('Alice');
  await expectRole(bob.selfTile(), 'grid');

  await shareScreen(alice);
  await expectScreen(bob, 'Alice’s screen');
  await choose(bob, 'Grid');
  await expectRole(screensOf(bob), 'grid');

  await choose(bob, 'Speaker');
  await expectScreen(bob, 'Alice’s screen');
  await alice.page.getByTestId('screen').click();
  await expectRole(bob.tile('Alice'), 'large');
  await expectRole(bob.selfTile(), 'strip');
});

test('whoever speaks is large in the speaker layout', async ({ join }) => {
  const alice = await join('Alice', '&mic=off');
  const bob = await join('Bob', '&mic=off');
  const carol = await join('Carol', '&mic=off');
  await Promise.all([carol.sees('Alice'), carol.sees('Bob')]);
  await choose(carol, 'Speaker');
  await expectRole(carol.tile('Alice'), 'large');
  await bob.page.getByTestId('mic').click();
  await expectRole(carol.tile('Bob'), 'large');
  await bob.page.getByTestId('mic').click();
  await alice.page.getByTestId('mic').click();
  await expectRole(carol.tile('Alice'), 'large');
});

test('more tiles than fit make pages, and who speaks comes forward', async ({ join }) => {
  const alice = await join('Alice', '&mic=off');
  const bob = await join('Bob', '&mic=off');
  const carol = await join('Carol', '&mic=off');
  await carol.sees('Bob');
  const { page } = carol;
  // Two tiles fit: oneself and Alice.
  await page.setViewportSize({ width: 300, height: 220 });
  await expect(page.getByTestId('pager')).toContainText('1 / 2');
  await expect(carol.tile('Alice')).toBeVisible();
  await expect(carol.tile('Bob')).toBeHidden();

  await page.getByRole('button', { name: 'Next page' }).click();
  await expect(carol.tile('Bob')).toBeInViewport({ ratio: 0.9 });
  await expect(carol.tile('Alice')).toBeHidden();
  await carol.sees('Bob');
  await page.getByRole('button', { name: 'Previous page' }).click();
  await expect(carol.tile('Bob')).toBeHidden();

  await bob.page.getByTestId('mic').click();
  await expect(carol.tile('Bob')).toBeInViewport({ ratio: 0.9 });
  await expect(carol.tile('Alice')).toBeHidden();
  await alice.leave();
  await expect(page.getByTestId('pager')).toBeHidden();
});

test('a tile fills the screen on a double click and by its button, and Escape brings it back', async ({ join }) => {
  const alice = await join('Alice');
  const bob = await join('Bob');
  const carol = await join('Carol');
  await carol.sees('Alice');
  const isFullScreen = (name: string): Promise<boolean> =>
    carol.tile(name).evaluate((tile) => document.fullscreenElement === tile);
  await carol.tile('Alice').dblclick({ position: { x: 40, y: 40 } });
  await expect.poll(() => isFullScreen('Alice')).toBe(true);
  await carol.sees('Alice');
  await carol.tile('Alice').dblclick({ position: { x: 40, y: 40 } });
  await expect.poll(() => isFullScreen('Alice')).toBe(false);
  await carol.page.getByRole('button', { name: 'Show Bob full screen' }).press('Enter');
  await expect.poll(() => isFullScreen('Bob')).toBe(true);
  await expect(alice.tiles()).toHaveCount(3);
  await expect(bob.tiles()).toHaveCount(3);
});

test('a small window shows the other and has the controls of the call', async ({ join }) => {
  const alice = await join('Alice');
  const bob = await join('Bob');
  await bob.sees('Alice');
  await pressInBar(bob.page, 'layout');
  const opening = bob.page.context().waitForEvent('page');
  await bob.page.getByTestId('pip').click();
  const pip = await opening;
  await expect(pip.getByText('Alice')).toBeVisible();
  await expect
    .poll(() => pip.locator('video').evaluate((video: HTMLVideoElement) => video.currentTime))
    .toBeGreaterThan(0.5);
  await pip.getByTestId('mic').click();
  await expect(bob.page.getByTestId('mic')).toHaveAttribute('aria-pressed', 'false');
  await expect(alice.tile('Bob').getByRole('img', { name: 'Muted' })).toBeVisible();
  // That is what it is for: the page itself is behind other windows.
  await setVisibility(bob.page, 'hidden');
  const framesReceived = async (): Promise<number> => (await videoFlow(bob.page)).framesReceived;
  const before = await framesReceived();
  await expect.poll(framesReceived).toBeGreaterThan(before + 10);
  const closed = pip.waitForEvent('close');
  await pip.getByTestId('leave').click();
  await closed;
  await expect(bob.page.getByText('You left the room')).toBeVisible();
});

test('axe finds nothing on the stage, in the layout dialog and with a screen', async ({ join }) => {
  const alice = await join('Alice');
  const bob = await join('Bob');
  await bob.sees('Alice');
  const expectAccessible = async (): Promise<void> => {
    const { violations } = await new AxeBuilder({ page: bob.page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  };
  await expectAccessible();
  await shareScreen(bob);
  await expectScreen(alice, 'Bob’s screen');
  await expectAccessible();
  await pressInBar(bob.page, 'layout');
  await expect(bob.page.getByRole('dialog')).toBeVisible();
  await expectAccessible();
});
