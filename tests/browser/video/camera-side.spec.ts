import type { Page } from '@playwright/test';
import { cameraOf } from '../../support/browser/cameras.ts';
import { expect, test } from '../../support/browser/fixtures.ts';

/** The fake cameras look nowhere: the first looks at its user now, the third away, and they open one at a time. */
const turnCameras = (page: Page) =>
  page.addInitScript(() => {
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    let open: MediaStreamTrack | null = null;
    navigator.mediaDevices.getUserMedia = async (constraints = {}) => {
      const facing = (constraints.video as MediaTrackConstraints | undefined)?.facingMode as
        { ideal?: string } | undefined;
      if (!facing) return ask(constraints);
      if (open?.readyState === 'live') throw new DOMException('one at a time', 'NotReadableError');
      const isBack = facing.ideal === 'environment';
      const cameras = (await navigator.mediaDevices.enumerateDevices()).filter(({ kind }) => kind === 'videoinput');
      const stream = await ask({
        ...constraints,
        video: { deviceId: { exact: cameras[isBack ? 2 : 0]?.deviceId ?? '' } },
      });
      const [track] = stream.getVideoTracks();
      open = track ?? null;
      const settings = track?.getSettings();
      if (track) track.getSettings = () => ({ ...settings, facingMode: isBack ? 'environment' : 'user' });
      return stream;
    };
  });

test('a phone switches between the camera in front, mirrored, and the one on its back, which is not', async ({
  join,
  joinWithDevices,
}) => {
  const alice = await join('Alice');
  const bob = await joinWithDevices('Bob', {
    context: {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    },
    prepare: turnCameras,
  });
  const { page } = bob;
  await alice.sees('Bob');
  await expect(bob.selfTile().locator('video').last()).toHaveClass(/mirrored/);

  await page.getByTestId('more').tap();
  await page.getByRole('button', { name: 'Switch camera' }).tap();
  await expect.poll(() => cameraOf(bob.selfTile())).toBe('fake_device_2');
  await expect(bob.selfTile().locator('video').last()).not.toHaveClass(/mirrored/);
  await alice.sees('Bob');

  await page.getByTestId('more').tap();
  await page.getByRole('button', { name: 'Switch camera' }).tap();
  await expect.poll(() => cameraOf(bob.selfTile())).toBe('fake_device_0');
  await expect(bob.selfTile().locator('video').last()).toHaveClass(/mirrored/);
  await alice.sees('Bob');
});
