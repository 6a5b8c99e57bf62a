import type { Page } from '@playwright/test';
import { WITH_ARROWS } from '../../support/browser/bar.ts';
import { cameraOf } from '../../support/browser/cameras.ts';
import { expect, test } from '../../support/browser/fixtures.ts';
import { visit } from '../../support/browser/person.ts';

/** Gives the page `unplug(label)`; a label of none plugs all in again. */
const letUnplug = (page: Page) =>
  page.addInitScript(() => {
    const list = navigator.mediaDevices.enumerateDevices.bind(navigator.mediaDevices);
    let unplugged = '';
    navigator.mediaDevices.enumerateDevices = async () => (await list()).filter(({ label }) => label !== unplugged);
    Object.assign(globalThis, {
      unplug(label: string, track?: MediaStreamTrack) {
        unplugged = label;
        track?.stop();
        track?.dispatchEvent(new Event('ended'));
        navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
      },
    });
  });

/** As if another program used the third camera. */
const holdThirdCamera = (page: Page) =>
  page.addInitScript(() => {
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (constraints) => {
      const stream = await ask(constraints);
      if (!stream.getVideoTracks().some(({ label }) => label === 'fake_device_2')) return stream;
      stream.getTracks().forEach((track) => track.stop());
      throw new DOMException('in use', 'NotReadableError');
    };
  });

test('a chosen camera that is unplugged gives way to another, and is used again when it is back', async ({
  join,
  joinWithDevices,
}) => {
  const alice = await join('Alice');
  const bob = await joinWithDevices('Bob', { context: WITH_ARROWS, prepare: letUnplug });
  const { page } = bob;
  await alice.sees('Bob');
  await page.getByRole('button', { name: 'Choose camera' }).click();
  await page.getByRole('radio', { name: 'fake_device_2' }).click();
  await expect.poll(() => cameraOf(bob.selfTile())).toBe('fake_device_2');

  await bob
    .selfTile()
    .locator('video')
    .last()
    .evaluate((video: HTMLVideoElement) => {
      const { unplug } = globalThis as unknown as { unplug: (label: string, track?: MediaStreamTrack) => void };
      unplug('fake_device_2', (video.srcObject as MediaStream).getVideoTracks()[0]);
    });
  await expect.poll(() => cameraOf(bob.selfTile())).toBe('fake_device_0');
  await expect(page.getByText('Now using “fake_device_0”')).toBeVisible();
  await expect(page.getByRole('radio', { name: 'fake_device_2' })).toHaveCount(0);
  await alice.sees('Bob');

  await page.evaluate(() => (globalThis as unknown as { unplug: (label: string) => void }).unplug(''));
  await expect.poll(() => cameraOf(bob.selfTile())).toBe('fake_device_2');
  await expect(page.getByRole('radio', { name: 'fake_device_2' })).toBeChecked();
  await alice.sees('Bob');
});

test('a camera that another program holds is named, and the one in use goes on', async ({ join, joinWithDevices }) => {
  const alice = await join('Alice');
  const bob = await joinWithDevices('Bob', { context: WITH_ARROWS, prepare: holdThirdCamera });
  const { page } = bob;
  await alice.sees('Bob');
  await page.getByRole('button', { name: 'Choose camera' }).click();
  await page.getByRole('radio', { name: 'fake_device_2' }).click();

  await expect(page.getByText('“fake_device_2” could not be used')).toBeVisible();
  await expect.poll(() => cameraOf(bob.selfTile())).toBe('fake_device_0');
  await expect(page.getByRole('radio', { name: 'fake_device_0' })).toBeChecked();
  await alice.sees('Bob');
});

test('a microphone that is the system’s choice changes when the system chooses another', async ({
  chrome,
  join,
  server,
  room,
}) => {
  const alice = await join('Alice');
  const prepare = (page: Page): Promise<unknown> =>
    page.addInitScript(() => {
      const microphone = (deviceId: string, label: string, groupId: string) => ({
        kind: 'audioinput',
        deviceId,
        label,
        groupId,
      });
      const system = { chosen: 'Desk' };
      navigator.mediaDevices.enumerateDevices = () =>
        Promise.resolve([
          microphone('default', `Default - ${system.chosen}`, system.chosen),
          microphone('id-1', 'Desk', 'Desk'),
          microphone('id-2', 'Headset', 'Headset'),
        ] as unknown as MediaDeviceInfo[]);
      Object.assign(globalThis, { system });
    });
  const bob = await visit(chrome, { url: server.url, room, name: 'Bob', prepare });
  await alice.hears('Bob');
  await bob.page.evaluate(() => {
    (globalThis as unknown as { system: { chosen: string } }).system.chosen = 'Headset';
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
  });
  await expect(bob.page.getByText('Now using “Headset”')).toBeVisible();
  await alice.hears('Bob');
  await bob.close();
});
