import { pressInBar } from '../../support/browser/bar.ts';
import { expect, test } from '../../support/browser/fixtures.ts';
import { expectNoMore, setVisibility, videoFlow } from '../../support/browser/video-flow.ts';
import type { Person } from '../../support/browser/person.ts';

/** What is sent, beside the tile that shows it: 1 is as large as the tile needs in its larger direction. */
async function sharpness(sender: Person, viewer: Person): Promise<number> {
  const box = await viewer.tile(sender.name).boundingBox();
  const { sentWidth, sentHeight } = await videoFlow(sender.page);
  return Math.min(sentWidth / (box?.width ?? 0), sentHeight / (box?.height ?? 0));
}

/** U6: on a machine that was busy a moment ago pictures are smaller for 20 s. */
const PATIENCE = { timeout: 45_000 };

async function expectFitting(sender: Person, viewer: Person): Promise<void> {
  await expect.poll(() => sharpness(sender, viewer), PATIENCE).toBeGreaterThanOrEqual(0.9);
  await expect.poll(() => sharpness(sender, viewer), PATIENCE).toBeLessThanOrEqual(1.2);
}

const framesReceived = async ({ page }: Person): Promise<number> => (await videoFlow(page)).framesReceived;

const expectNoMoreVideo = (viewer: Person): Promise<void> => expectNoMore(() => framesReceived(viewer));

test('U1: what is sent is as large as the tile that shows it, and follows it', async ({ join }) => {
  const alice = await join('Alice');
  const bob = await join('Bob');
  await Promise.all([alice.sees('Bob'), bob.sees('Alice')]);
  await expectFitting(bob, alice);

  for (const viewport of [
    { width: 400, height: 300 },
    // With a tile no larger than what the camera delivers on a machine of two cores (U7).
    { width: 660, height: 520 },
    { width: 320, height: 560 },
  ]) {
    await alice.page.setViewportSize(viewport);
    await expectFitting(bob, alice);
    await alice.sees('Bob');
  }
});

test('U1: nobody is asked for a tiny picture while a tile is on its way to its place', async ({ join }) => {
  const alice = await join('Alice');
  const scales = alice.page.evaluate(
    () =>
      new Promise<number[]>((resolve) => {
        const asked: number[] = [];
        const { setParameters } = RTCRtpSender.prototype;
        RTCRtpSender.prototype.setParameters = function (parameters, options) {
          for (const { scaleResolutionDownBy } of parameters.encodings) asked.push(scaleResolutionDownBy ?? 1);
          if (document.documentElement.dataset['isEnough']) resolve(asked);
          return setParameters.call(this, parameters, options);
        };
      }),
  );
  const bob = await join('Bob');
  await Promise.all([alice.sees('Bob'), bob.sees('Alice')]);
  await expectFitting(alice, bob);
  await alice.page.evaluate(() => (document.documentElement.dataset['isEnough'] = 'true'));
  await bob.page.setViewportSize({ width: 500, height: 400 });
  expect(Math.max(...(await scales).slice(0, -1))).toBeLessThan(3);
});

test('U2: a page that nobody looks at gets no video, and gets it again when it is looked at', async ({ join }) => {
  const alice = await join('Alice');
  const bob = await join('Bob');
  await Promise.all([alice.sees('Bob'), bob.sees('Alice')]);

  await setVisibility(alice.page, 'hidden');
  await expectNoMoreVideo(alice);
  await alice.hears('Bob');
  await bob.sees('Alice');

  await setVisibility(alice.page, 'visible');
  await alice.sees('Bob');
  await expectFitting(bob, alice);
});

const connectionsMade = ({ page }: Person): Promise<number> =>
  page.evaluate(() => (globalThis as unknown as { peerConnections: RTCPeerConnection[] }).peerConnections.length);

test('U3: a fresh connection of a mended link sends what the one before did', async ({ join }) => {
  test.setTimeout(240_000);
  const alice = await join('Alice');
  const bob = await join('Bob');
  await Promise.all([alice.sees('Bob'), bob.sees('Alice')]);
  await alice.page.setViewportSize({ width: 320, height: 240 });
  await expectFitting(bob, alice);
  const before = await connectionsMade(bob);

  await bob.page.evaluate(() => {
    const { peerConnections } = globalThis as unknown as { peerConnections: RTCPeerConnection[] };
    for (const connection of peerConnections) if (connection.connectionState === 'connected') connection.close();
  });
  // Mending can be too quick to be seen on the tile.
  await expect.poll(() => connectionsMade(bob), { timeout: 40_000 }).toBeGreaterThan(before);
  await alice.sees('Bob');
  await expectFitting(bob, alice);
});

test('U4: who chooses audio only neither gets nor sends video, and is shown as a face', async ({ join }) => {
  const alice = await join('Alice');
  const bob = await join('Bob');
  await Promise.all([alice.sees('Bob'), bob.sees('Alice')]);

  await pressInBar(alice.page, 'settings');
  await alice.page.getByRole('tab', { name: 'Quality' }).click();
  const audioOnly = alice.page.getByRole('switch', { name: 'Audio only' });
  await audioOnly.check();
  await expect(bob.tile('Alice').getByText('Sound only for now')).toBeVisible();
  await expect(bob.tile('Alice').locator('.avatar')).toBeVisible();
  await Promise.all([expectNoMoreVideo(alice), expectNoMoreVideo(bob)]);
  await bob.hears('Alice');

  await audioOnly.uncheck();
  await alice.page.keyboard.press('Escape');
  await Promise.all([alice.sees('Bob'), bob.sees('Alice')]);
  await expect(bob.tile('Alice').locator('.avatar')).toHaveCount(0);
});

test('U1: a Firefox that sends is told the same way', async ({ join, joinWithFirefox }) => {
  test.setTimeout(240_000);
  const alice = await join('Alice');
  const fiona = await joinWithFirefox('Fiona');
  await Promise.all([alice.sees('Fiona'), fiona.sees('Alice')]);
  await expectFitting(fiona, alice);
  await alice.page.setViewportSize({ width: 320, height: 240 });
  await expectFitting(fiona, alice);

  await setVisibility(alice.page, 'hidden');
  await expectNoMoreVideo(alice);
  await setVisibility(alice.page, 'visible');
  await alice.sees('Fiona');
});
