import type { Page } from '@playwright/test';
import { FAKE_DEVICES } from '../../support/browser/browsers.ts';
import { expect, test } from '../../support/browser/fixtures.ts';
import { visit, type Person } from '../../support/browser/person.ts';

test.describe.configure({ timeout: 180_000 });

/** The frames of the track that one's own tile shows. (The fake camera has 20 a second.) */
const ownFrames = (person: Person): Promise<number | undefined> =>
  person
    .selfTile()
    .locator('video')
    .last()
    .evaluate(
      (video: HTMLVideoElement) => (video.srcObject as MediaStream).getVideoTracks()[0]?.getSettings().frameRate,
    );

const sentFrames = ({ page }: Person): Promise<(number | undefined)[]> =>
  page.evaluate(() =>
    (globalThis as unknown as { peerConnections: RTCPeerConnection[] }).peerConnections
      .filter(({ connectionState }) => connectionState === 'connected')
      .flatMap((connection) => connection.getSenders())
      .filter(({ track }) => track?.kind === 'video')
      .map(({ track }) => track?.getSettings().frameRate),
  );

const cameraWidth = (person: Person): Promise<number> =>
  person
    .selfTile()
    .locator('video')
    .last()
    .evaluate((video: HTMLVideoElement) => video.videoWidth);

/** Strong enough for the high size, whatever it really is. */
const withManyCores = (page: Page): Promise<unknown> =>
  page.addInitScript(() => Object.defineProperty(navigator, 'hardwareConcurrency', { value: 8 }));

test('one’s own picture has fewer frames from three people on; the others’ have all, and the camera can be large', async ({
  launch,
  join,
  server,
  room,
}) => {
  // A browser of her own: pages of one share a camera, in the size that the first has asked for.
  const browser = await launch(FAKE_DEVICES);
  const alice = await visit(browser, { url: server.url, room, name: 'Alice', prepare: withManyCores });
  const bob = await join('Bob');
  await alice.sees('Bob');
  expect(await ownFrames(alice)).toBe(20);

  const carol = await join('Carol');
  await alice.sees('Carol');
  await expect.poll(() => ownFrames(alice)).toBe(15);
  await expect.poll(() => sentFrames(alice)).toEqual([20, 20]);

  // Chromium makes no camera larger that has copies: the copy gives way.
  await bob.page.setViewportSize({ width: 1400, height: 1000 });
  await bob.tile('Alice').hover();
  await bob.tile('Alice').getByRole('button', { name: 'Pin Alice' }).click();
  await expect.poll(() => cameraWidth(alice), { timeout: 20_000 }).toBe(1280);
  expect(await ownFrames(alice)).toBe(20);
  await bob.page.setViewportSize({ width: 500, height: 400 });
  await expect.poll(() => cameraWidth(alice), { timeout: 30_000 }).toBe(640);
  await expect.poll(() => ownFrames(alice)).toBe(15);

  // Nobody holds the camera any more when it is turned off.
  const shown = await alice
    .selfTile()
    .locator('video')
    .last()
    .evaluateHandle((video: HTMLVideoElement) => (video.srcObject as MediaStream).getVideoTracks()[0]);
  await alice.page.getByTestId('camera').click();
  await expect.poll(() => shown.evaluate((track) => track?.readyState)).toBe('ended');
  await alice.page.getByTestId('camera').click();
  await carol.leave();
  await expect.poll(() => ownFrames(alice)).toBe(20);
});
