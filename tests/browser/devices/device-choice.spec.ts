import type { Page } from '@playwright/test';
import { pressInBar, WITH_ARROWS } from '../../support/browser/bar.ts';
import { SEVERAL_DEVICES } from '../../support/browser/browsers.ts';
import { cameraOf } from '../../support/browser/cameras.ts';
import { expect, test } from '../../support/browser/fixtures.ts';
import { openContext } from '../../support/browser/person.ts';

interface Noted {
  voice: MediaTrackSettings[];
  sinks: string[];
}

const noted = <T>(page: Page, read: (noted: Noted) => T): Promise<T> =>
  page.evaluate(`(${read.toString()})(globalThis.noted)`);

/** The descriptions of a page's connections; each offer or answer counts one up in its `o=` line. */
const sessionsOf = (page: Page): Promise<(string | undefined)[]> =>
  page.evaluate(() => {
    const { peerConnections } = globalThis as unknown as { peerConnections: RTCPeerConnection[] };
    // A page also opens a connection to nobody, to read its own addresses: that is no call.
    const calls = peerConnections.filter(({ remoteDescription }) => remoteDescription !== null);
    return calls.map(({ localDescription }) => /^o=.*$/m.exec(localDescription?.sdp ?? '')?.[0]);
  });

/** Notes what the page asks the browser for, before it asks. */
async function takeNotes(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const notes: Noted = { voice: [], sinks: [] };
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (constraints) => {
      const stream = await ask(constraints);
      notes.voice.push(...stream.getAudioTracks().map((track) => track.getSettings()));
      return stream;
    };
    const play = (element: HTMLMediaElement, id: string) => setSinkId.call(element, id);
    const setSinkId = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'setSinkId')?.value as (
      id: string,
    ) => Promise<void>;
    HTMLMediaElement.prototype.setSinkId = function (this: HTMLMediaElement, id: string) {
      notes.sinks.push(id);
      return play(this, id);
    };
    Object.assign(globalThis, { noted: notes });
  });
}

test('a camera chosen in the lobby is used, is remembered, and is found by its label when ids have changed', async ({
  launch,
  server,
  room,
}) => {
  const browser = await launch(SEVERAL_DEVICES);
  const { page } = await openContext(browser, WITH_ARROWS);
  await page.goto(`${server.url}/${room}`);
  const preview = page.getByRole('region', { name: 'Your camera' });
  await expect.poll(() => cameraOf(preview)).toBe('fake_device_0');

  await page.getByRole('button', { name: 'Choose camera' }).click();
  await page.getByRole('radio', { name: 'fake_device_2' }).click();
  await expect.poll(() => cameraOf(preview)).toBe('fake_device_2');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Choose camera' })).toBeFocused();

  await page.reload();
  await expect.poll(() => cameraOf(preview)).toBe('fake_device_2');

  await page.evaluate(() => {
    const key = 'madang:preferences';
    const kept = JSON.parse(localStorage.getItem(key) ?? '') as { camera: { id: string } };
    kept.camera.id = 'an id of former times';
    localStorage.setItem(key, JSON.stringify(kept));
  });
  await page.reload();
  await expect.poll(() => cameraOf(preview)).toBe('fake_device_2');
});

test('changing the camera and the microphone during a call changes nothing else', async ({ join, joinWithDevices }) => {
  const alice = await join('Alice');
  const bob = await joinWithDevices('Bob', { context: WITH_ARROWS, prepare: takeNotes });
  const { page } = bob;
  await alice.sees('Bob');
  await alice.hears('Bob');
  const sessions = await sessionsOf(page);
  const stream = alice.tile('Bob').locator('video').last();
  const streamId = await stream.evaluate((video: HTMLVideoElement) => (video.srcObject as MediaStream).id);

  await page.getByRole('button', { name: 'Choose camera' }).click();
  await page.getByRole('radio', { name: 'fake_device_2' }).click();
  await expect.poll(() => cameraOf(bob.selfTile())).toBe('fake_device_2');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Choose microphone and speaker' }).click();
  await page.getByRole('radio', { name: 'Fake Audio Input 2' }).click();
  await expect.poll(() => noted(page, ({ voice }) => voice.length)).toBe(2);
  await page.keyboard.press('Escape');

  await alice.sees('Bob');
  await alice.hears('Bob');
  await bob.sees('Alice');
  expect(await sessionsOf(page)).toEqual(sessions);
  expect(await stream.evaluate((video: HTMLVideoElement) => (video.srcObject as MediaStream).id)).toBe(streamId);
  await expect(page.getByTestId('camera')).toHaveAttribute('aria-pressed', 'true');
});

test('another microphone for somebody who is muted leaves them muted', async ({ join, joinWithDevices }) => {
  const alice = await join('Alice');
  const { page } = await joinWithDevices('Bob', { context: WITH_ARROWS, prepare: takeNotes });
  await alice.sees('Bob');
  await page.getByTestId('mic').click();
  await page.getByRole('button', { name: 'Choose microphone and speaker' }).click();
  await page.getByRole('radio', { name: 'Fake Audio Input 1' }).click();
  await expect.poll(() => noted(page, ({ voice }) => voice.length)).toBe(2);
  await page.keyboard.press('Escape');

  await expect(page.getByTestId('mic')).toHaveAttribute('aria-pressed', 'false');
  await expect(alice.tile('Bob').getByRole('img', { name: 'Muted' })).toBeVisible();
  await page.getByTestId('mic').click();
  await alice.hears('Bob');
});

test('the voice is left as it is where a person wants that', async ({ join, joinWithDevices }) => {
  const alice = await join('Alice');
  const { page } = await joinWithDevices('Bob', { context: WITH_ARROWS, prepare: takeNotes });
  await alice.hears('Bob');

  await pressInBar(page, 'settings');
  for (const name of ['Noise suppression', 'Echo cancellation', 'Automatic volume']) {
    await page.getByRole('switch', { name }).uncheck();
  }
  await expect
    .poll(() => noted(page, ({ voice }) => voice.at(-1)))
    .toMatchObject({ noiseSuppression: false, echoCancellation: false, autoGainControl: false });
  await alice.hears('Bob');

  await page.reload();
  await expect
    .poll(() => noted(page, ({ voice }) => voice.at(-1)))
    .toMatchObject({ noiseSuppression: false, echoCancellation: false, autoGainControl: false });
});

test('the others, the test sound and the chimes are heard from the speaker that was chosen', async ({
  join,
  joinWithDevices,
}) => {
  await join('Alice');
  const bob = await joinWithDevices('Bob', { context: WITH_ARROWS, prepare: takeNotes });
  const { page } = bob;
  await bob.hears('Alice');

  await pressInBar(page, 'settings');
  await page.getByTestId('speaker-select').selectOption({ label: 'Fake Audio Output 2' });
  const chosenId = await page.getByTestId('speaker-select').inputValue();
  const sinkOf = () => page.locator('audio').evaluate((audio: HTMLAudioElement) => audio.sinkId);
  await expect.poll(sinkOf).toBe(chosenId);

  await page.getByRole('button', { name: 'Play a test sound' }).click();
  await expect(page.getByText('Playing…')).toBeVisible();
  await expect.poll(() => noted(page, ({ sinks }) => sinks)).toEqual([chosenId, chosenId]);
  await expect(page.getByText('Playing…')).toBeHidden();
  await expect(page.getByText('could not be played')).toBeHidden();
  await page.keyboard.press('Escape');
  await bob.hears('Alice');

  await page.reload();
  await expect.poll(sinkOf).toBe(chosenId);
  const before = await noted(page, ({ sinks }) => sinks.length);
  await join('Carol');
  // One for her voice, one for the sound that says she came.
  await expect.poll(() => noted(page, ({ sinks }) => sinks.slice(-2))).toEqual([chosenId, chosenId]);
  await expect.poll(() => noted(page, ({ sinks }) => sinks.length)).toBe(before + 2);
});
