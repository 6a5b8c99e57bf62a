import type { Locator } from '@playwright/test';
import { expect, test as base } from '../../support/browser/fixtures.ts';
import { visit, type Person } from '../../support/browser/person.ts';
import { expectScreen, screensOf, screenToggle, shareScreen, SLOW_DEVICES } from '../../support/browser/screens.ts';
import { expectNoMore, setVisibility, videoFlows, type VideoFlow } from '../../support/browser/video-flow.ts';
import { startServer } from '../../support/servers/server-process.ts';

const test = base.extend({
  join: async ({ launch, server, room }, use) => {
    const browser = await launch(SLOW_DEVICES);
    await use((name, options = '') => visit(browser, { url: server.url, room, name, options }));
  },
});

test.describe.configure({ timeout: 180_000 });

const areaOf = async (locator: Locator): Promise<number> => {
  const box = await locator.boundingBox();
  return (box?.width ?? 0) * (box?.height ?? 0);
};

const isSharing = (person: Person): Promise<void> =>
  expect(screenToggle(person)).toHaveAttribute('aria-pressed', 'true');

test('a shared screen is large at once, in Firefox too; who comes later gets it; stopping takes it away', async ({
  join,
  joinWithFirefox,
}) => {
  const alice = await join('Alice');
  const fiona = await joinWithFirefox('Fiona');
  await fiona.sees('Alice');

  await shareScreen(alice);
  await expect(fiona.page.getByText('Alice shares a screen')).toBeVisible();
  await expectScreen(fiona, 'Alice’s screen');
  await expectScreen(alice, 'Your screen');
  expect(await areaOf(screensOf(fiona))).toBeGreaterThan(4 * (await areaOf(fiona.tile('Alice'))));
  await fiona.sees('Alice');

  // U12: what counts on it is changed without a new connection.
  const sharp = alice.page.getByTestId('screen-sharp');
  const smooth = alice.page.getByTestId('screen-smooth');
  await expect(sharp).toHaveAttribute('aria-pressed', 'true');
  await smooth.click();
  await expect(smooth).toHaveAttribute('aria-pressed', 'true');
  await expect(sharp).toHaveAttribute('aria-pressed', 'false');
  await expectScreen(fiona, 'Alice’s screen');

  const bob = await join('Bob');
  await expectScreen(bob, 'Alice’s screen');
  await expect(bob.tiles()).toHaveCount(4);

  await alice.page.getByTestId('stop-screen').click();
  for (const person of [alice, bob, fiona]) await expect(screensOf(person)).toHaveCount(0);
  await expect(screenToggle(alice)).toHaveAttribute('aria-pressed', 'false');
  await bob.sees('Alice');
});

test('two people share at once, one of them two screens; the browser’s own button ends just one', async ({ join }) => {
  const alice = await join('Alice');
  const bob = await join('Bob');
  await bob.sees('Alice');
  await alice.page.evaluate(() => {
    const ask = navigator.mediaDevices.getDisplayMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getDisplayMedia = async (options) => {
      const stream = await ask(options);
      addEventListener(
        'browser-stops-sharing',
        () => {
          for (const track of stream.getTracks()) {
            track.stop();
            // What the browser does by itself, and a page that stops a track does not see.
            track.dispatchEvent(new Event('ended'));
          }
        },
        { once: true },
      );
      return stream;
    };
  });
  await shareScreen(alice);
  await shareScreen(bob);
  await expectScreen(alice, 'Bob’s screen');
  await expectScreen(bob, 'Alice’s screen');

  await bob.page.getByRole('button', { name: 'Share another' }).click();
  await expect(screensOf(alice)).toHaveCount(3);
  await expect(screensOf(alice).and(alice.page.locator('[data-state=live]'))).toHaveCount(3);

  await alice.page.evaluate(() => dispatchEvent(new Event('browser-stops-sharing')));
  await expect(screenToggle(alice)).toHaveAttribute('aria-pressed', 'false');
  await expect(screensOf(bob)).toHaveCount(2);
  await screenToggle(bob).click();
  for (const person of [alice, bob]) await expect(screensOf(person)).toHaveCount(0);
});

test('a sharer who reloads or leaves takes the screen along', async ({ join }) => {
  const alice = await join('Alice');
  const bob = await join('Bob');
  await bob.sees('Alice');
  await shareScreen(alice);
  await expectScreen(bob, 'Alice’s screen');
  await alice.page.reload();
  await bob.sees('Alice');
  await expect(screensOf(bob)).toHaveCount(0);

  await shareScreen(alice);
  await expectScreen(bob, 'Alice’s screen');
  await alice.leave();
  await expect(bob.tiles()).toHaveCount(1);
  await alice.page.getByRole('button', { name: 'Rejoin' }).click();
  await bob.sees('Alice');
  await expect(screensOf(bob)).toHaveCount(0);
});

test('a viewer who reloads gets the screen again', async ({ join }) => {
  const alice = await join('Alice');
  const bob = await join('Bob');
  await bob.sees('Alice');
  await shareScreen(alice);
  await expectScreen(bob, 'Alice’s screen');
  await bob.page.reload();
  await expectScreen(bob, 'Alice’s screen');
  await isSharing(alice);
});

test('a server that is killed during a share disturbs nothing; who comes after gets the screen', async ({
  launch,
  room,
}) => {
  const server = await startServer();
  const browser = await launch(SLOW_DEVICES);
  const enter = (name: string): Promise<Person> => visit(browser, { url: server.url, room, name });
  const alice = await enter('Alice');
  const bob = await enter('Bob');
  await bob.sees('Alice');
  await shareScreen(alice);
  await expectScreen(bob, 'Alice’s screen');

  await server.kill();
  await expect(bob.page.getByText('Your call goes on')).toBeVisible();
  await expectScreen(bob, 'Alice’s screen');
  await server.start();
  await expect(bob.page.getByText('Your call goes on')).toBeHidden();
  await expectScreen(bob, 'Alice’s screen');

  const carol = await enter('Carol');
  await expectScreen(carol, 'Alice’s screen');
  await screenToggle(alice).click();
  for (const person of [alice, bob, carol]) await expect(screensOf(person)).toHaveCount(0);
  await server.kill();
});

test('a screen whose connection breaks is mended', async ({ join }) => {
  const alice = await join('Alice');
  const bob = await join('Bob');
  await bob.sees('Alice');
  await shareScreen(alice);
  await expectScreen(bob, 'Alice’s screen');
  // Ends what only a screen's connection has: a sender of a video of this size.
  await alice.page.evaluate(() => {
    const { peerConnections } = globalThis as unknown as { peerConnections: RTCPeerConnection[] };
    for (const connection of peerConnections) {
      if (connection.getSenders().some(({ track }) => track?.contentHint === 'detail')) connection.close();
    }
  });
  await expect(screensOf(bob)).toHaveAttribute('data-state', 'mending');
  await expectScreen(bob, 'Alice’s screen');
});

test('U8: a screen is sent as large as it is shown, and to nobody who does not look', async ({ join }) => {
  const alice = await join('Alice');
  const bob = await join('Bob', '&cam=off');
  await bob.sees('Alice');
  // Her screen is her page here: larger than Bob shows it at first.
  await alice.page.setViewportSize({ width: 1280, height: 800 });
  await shareScreen(alice);
  await expectScreen(bob, 'Alice’s screen');
  const received = async (): Promise<VideoFlow> => {
    const [screen] = (await videoFlows(bob.page)).slice(1);
    if (!screen) throw new Error('no connection for the screen');
    return screen;
  };
  /** Of the picture that is shown whole, in the direction that fills the tile. */
  const sharpness = async (): Promise<number> => {
    const box = await screensOf(bob).boundingBox();
    const { receivedWidth, receivedHeight } = await received();
    return Math.max(receivedWidth / (box?.width ?? 1), receivedHeight / (box?.height ?? 1));
  };
  // Of 1280 × 720, both have a size in whole blocks near them (even-scale.ts): 768 × 432 and 512 × 288.
  for (const viewport of [
    { width: 900, height: 700 },
    { width: 500, height: 560 },
  ]) {
    await bob.page.setViewportSize(viewport);
    await expect.poll(sharpness).toBeGreaterThanOrEqual(0.95);
    await expect.poll(sharpness).toBeLessThanOrEqual(1.25);
  }

  await setVisibility(bob.page, 'hidden');
  await expectNoMore(async () => (await received()).framesReceived);
  await setVisibility(bob.page, 'visible');
  await expectScreen(bob, 'Alice’s screen');
});

test('a cancelled picker is quiet, a failure is told, and without screens there is no button', async ({ join }) => {
  const alice = await join('Alice');
  const failWith = (name: string): Promise<void> =>
    alice.page.evaluate((error) => {
      navigator.mediaDevices.getDisplayMedia = () => Promise.reject(new DOMException('no', error));
    }, name);
  const problem = alice.page.getByText('Your screen could not be shared');
  await failWith('NotReadableError');
  await screenToggle(alice).click();
  await expect(problem).toBeVisible();
  await expect(problem).toBeHidden();
  await failWith('NotAllowedError');
  await screenToggle(alice).click();
  await expect(screenToggle(alice)).toHaveAttribute('aria-pressed', 'false');
  await expect(problem).toBeHidden();
  await expect(alice.tiles()).toHaveCount(1);
});

test('where the browser has no screens to share there is no button', async ({ launch, server, room }) => {
  const browser = await launch(SLOW_DEVICES);
  const context = await browser.newContext();
  await context.addInitScript(() => {
    Reflect.deleteProperty(MediaDevices.prototype, 'getDisplayMedia');
  });
  const page = await context.newPage();
  await page.goto(`${server.url}/${room}?join&name=Phone`);
  await expect(page.getByTestId('leave')).toBeVisible();
  await expect(page.getByTestId('screen')).toHaveCount(0);
});
