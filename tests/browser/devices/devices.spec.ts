import type { Browser, Page } from '@playwright/test';
import { FAKE_DEVICES } from '../../support/browser/browsers.ts';
import { expect, test } from '../../support/browser/fixtures.ts';
import { onPage, openContext, type Person } from '../../support/browser/person.ts';

type Kind = 'audio' | 'video';

interface Sockets {
  unplug: (kind: Kind, isLast: boolean) => void;
  plugIn: (kind: Kind) => void;
  seize: (kind: Kind, isSeized: boolean) => void;
}

/** Lets a test pull cables: browsers offer no way to do that to their fake devices. */
async function wire(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const missing = new Set<string>();
    const tracks = new Map<string, MediaStreamTrack>();
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (constraints = {}) => {
      for (const kind of missing) {
        if (kind in constraints) throw new DOMException('no such device', 'NotFoundError');
      }
      const stream = await ask(constraints);
      for (const track of stream.getTracks()) tracks.set(track.kind, track);
      return stream;
    };
    const sockets: Sockets = {
      unplug(kind, isLast) {
        if (isLast) missing.add(kind);
        const track = tracks.get(kind);
        track?.stop();
        track?.dispatchEvent(new Event('ended'));
        navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
      },
      plugIn(kind) {
        missing.delete(kind);
        navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
      },
      seize(kind, isSeized) {
        const track = tracks.get(kind);
        if (!track) return;
        Object.defineProperty(track, 'muted', { configurable: true, value: isSeized });
        track.dispatchEvent(new Event(isSeized ? 'mute' : 'unmute'));
      },
    };
    Object.assign(globalThis, { sockets });
  });
}

const sockets = (page: Page, act: (sockets: Sockets) => void): Promise<void> =>
  page.evaluate(`(${act.toString()})(globalThis.sockets)`);

/** Enters as Bob, and waits until the person who is there sees him. */
async function enterWired(browser: Browser, link: string, host: Person): Promise<Page> {
  const { page } = await openContext(browser);
  await wire(page);
  await page.goto(link);
  await host.sees('Bob');
  return page;
}

test.describe('devices that change', () => {
  test('a camera that is unplugged gives way to another, and the call goes on', async ({
    chrome,
    join,
    server,
    room,
  }) => {
    const alice = await join('Alice');
    const page = await enterWired(chrome, `${server.url}/${room}?join&name=Bob`, alice);

    await sockets(page, (each) => each.unplug('video', false));
    await expect(page.getByText('Now using “fake_device_0”')).toBeVisible();
    await alice.sees('Bob');
    await page.context().close();
  });

  test('the last camera leaves an avatar and a word about it, and comes back by itself', async ({
    chrome,
    join,
    server,
    room,
  }) => {
    const alice = await join('Alice');
    const page = await enterWired(chrome, `${server.url}/${room}?join&name=Bob`, alice);

    await sockets(page, (each) => each.unplug('video', true));
    await expect(page.getByText('Your camera was disconnected')).toBeVisible();
    await expect(page.getByText('No camera was found')).toBeVisible();
    await expect(alice.tile('Bob').locator('.avatar')).toBeVisible();
    await alice.hears('Bob');

    await sockets(page, (each) => each.plugIn('video'));
    await alice.sees('Bob');
    await expect(page.getByText('No camera was found')).toBeHidden();
    await page.context().close();
  });

  test('a headset that is pulled gives way to another microphone', async ({ chrome, join, server, room }) => {
    const alice = await join('Alice');
    const page = await enterWired(chrome, `${server.url}/${room}?join&name=Bob`, alice);
    const bob = onPage(page, 'Bob');
    await bob.sees('Alice');

    await sockets(page, (each) => each.unplug('audio', false));
    await expect(page.getByText('Now using “')).toBeVisible();
    await alice.hears('Bob');
    await page.context().close();
  });

  test('a microphone that the system takes for a phone call is shown as muted until it is given back', async ({
    chrome,
    join,
    server,
    room,
  }) => {
    const alice = await join('Alice');
    const page = await enterWired(chrome, `${server.url}/${room}?join&name=Bob`, alice);

    await sockets(page, (each) => each.seize('audio', true));
    await expect(page.getByText('Your system is using the microphone')).toBeVisible();
    await expect(alice.tile('Bob').getByRole('img', { name: 'Muted' })).toBeVisible();

    await sockets(page, (each) => each.seize('audio', false));
    await expect(page.getByText('Your system is using the microphone')).toBeHidden();
    await expect(alice.tile('Bob').getByRole('img', { name: 'Muted' })).toBeHidden();
    await page.context().close();
  });
});

test('where the browser wants a gesture before it plays sound, one tap is asked for', async ({
  join,
  launch,
  server,
  room,
}) => {
  await join('Alice');
  const strict = await launch([...FAKE_DEVICES, '--autoplay-policy=document-user-activation-required']);
  const { page } = await openContext(strict);
  // Whatever Playwright does on a page counts as a gesture there: nothing may be done before the browser has refused.
  const refused = page.waitForEvent('console', (message) => message.text() === 'refused to play');
  await page.addInitScript(() => {
    const play = (element: HTMLMediaElement) => HTMLMediaElement.prototype.play.call(element);
    Object.defineProperty(HTMLAudioElement.prototype, 'play', {
      value(this: HTMLAudioElement) {
        const playing = play(this);
        playing.catch(() => console.log('refused to play'));
        return playing;
      },
    });
  });
  // A page that captures may play: this one does not.
  await page.goto(`${server.url}/${room}?join&name=Bob&mic=off&cam=off`);
  await refused;

  const bob = onPage(page, 'Bob');
  await page.getByRole('button', { name: 'Tap to hear everybody' }).click();
  await expect(page.getByRole('button', { name: 'Tap to hear everybody' })).toBeHidden();
  await bob.hears('Alice');
});

test('whatever the system pauses plays again: by itself as soon as it may, else with one tap for picture and sound', async ({
  join,
}) => {
  const alice = await join('Alice');
  const bob = await join('Bob');
  await bob.sees('Alice');
  const pauseAll = (): Promise<void> =>
    bob.page.evaluate(() => {
      for (const element of document.querySelectorAll<HTMLMediaElement>('video, audio')) element.pause();
    });
  await pauseAll();
  await bob.sees('Alice');
  await bob.hears('Alice');

  // As a phone does that saves its battery.
  await bob.page.evaluate(() => {
    const prototype = HTMLMediaElement.prototype;
    const { play } = prototype;
    let isTapped = false;
    addEventListener('pointerdown', () => (isTapped = true), { capture: true });
    prototype.play = function (this: HTMLMediaElement) {
      return isTapped ? play.call(this) : Promise.reject(new DOMException('a gesture is needed', 'NotAllowedError'));
    };
  });
  await pauseAll();
  const tap = bob.page.getByRole('button', { name: 'Tap to see and hear everybody' });
  await tap.click();
  await expect(tap).toBeHidden();
  await bob.sees('Alice');
  await bob.hears('Alice');
  await alice.sees('Bob');
});
