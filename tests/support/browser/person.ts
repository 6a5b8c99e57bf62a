import { exposeConnections } from './freezes.ts';
import { expect, type Browser, type BrowserContextOptions, type Locator, type Page } from '@playwright/test';

/** Somebody in a browser of their own, and what a test can see over their shoulder. */
export interface Person {
  readonly name: string;
  readonly page: Page;
  /** The tile that shows `name`, on this person's screen. */
  tile(name: string): Locator;
  tiles(): Locator;
  selfTile(): Locator;
  /** Waits until the video of `name` moves. */
  sees(name: string): Promise<void>;
  /** Waits until something of `name` can be heard. */
  hears(name: string): Promise<void>;
  leave(): Promise<void>;
  /** Closes the window as a person does: the page gets to say farewell. */
  close(): Promise<void>;
}

export interface Visit {
  readonly url: string;
  readonly room: string;
  readonly name: string;
  /** Further options of the link, as in `&mic=off`. */
  readonly options?: string;
  readonly context?: BrowserContextOptions;
  /** What is to be done with the page before it opens the link. */
  readonly prepare?: (page: Page) => Promise<unknown>;
}

/** Frames that make a moving picture and not just a first one. */
const MOVING_FRAMES = 5;

/** Frames shown since the first time this was asked. (Firefox counts none in `getVideoPlaybackQuality` for a call.) */
const framesOf = (tile: Locator): Promise<number> =>
  tile
    .locator('video')
    .last()
    .evaluate((video: HTMLVideoElement & { shownFrames?: number }) => {
      if (video.shownFrames === undefined) {
        video.shownFrames = 0;
        const count = (): void => {
          video.shownFrames = (video.shownFrames ?? 0) + 1;
          video.requestVideoFrameCallback(count);
        };
        video.requestVideoFrameCallback(count);
      }
      return video.shownFrames;
    });

export async function expectMovingVideo(tile: Locator): Promise<void> {
  await expect(tile).toHaveAttribute('data-state', 'live');
  await expect(tile.locator('video').last()).toHaveCSS('opacity', '1');
  const before = await framesOf(tile);
  await expect.poll(() => framesOf(tile), { intervals: [100] }).toBeGreaterThanOrEqual(before + MOVING_FRAMES);
}

/** Audio energy that a beep or two bring, as `totalAudioEnergy` counts it; silence brings none. */
const AUDIBLE_ENERGY = 0.0005;

/** The energy of what has been played of a participant so far; 0 unless their outlet plays. */
const playedEnergy = (page: Page, participantId: string): Promise<number> =>
  page.evaluate(async (id) => {
    const { peerConnections } = globalThis as unknown as { peerConnections: RTCPeerConnection[] };
    const videos = [...document.querySelectorAll<HTMLVideoElement>(`[data-participant="${id}"] video`)];
    const outlet = [...document.querySelectorAll('audio')].find((audio) =>
      videos.some((video) => video.srcObject === audio.srcObject),
    );
    if (!outlet || outlet.paused || outlet.muted) return 0;
    const [track] = (outlet.srcObject as MediaStream).getAudioTracks();
    let energy = 0;
    for (const receiver of peerConnections.flatMap((connection) => connection.getReceivers())) {
      if (receiver.track !== track) continue;
      (await receiver.getStats()).forEach((stats: { type: string; totalAudioEnergy?: number }) => {
        if (stats.type === 'inbound-rtp') energy += stats.totalAudioEnergy ?? 0;
      });
    }
    return energy;
  }, participantId);

async function expectSound(page: Page, participantId: string): Promise<void> {
  const before = await playedEnergy(page, participantId);
  await expect
    .poll(async () => (await playedEnergy(page, participantId)) - before, { intervals: [200] })
    .toBeGreaterThan(AUDIBLE_ENERGY);
}

export function onPage(page: Page, name: string): Person {
  const tiles = (): Locator => page.getByTestId('tile');
  const tile = (other: string): Locator =>
    tiles().filter({ has: page.locator('.tile__label', { hasText: new RegExp(`^${other}( \\(you\\))?$`) }) });

  return {
    name,
    page,
    tile,
    tiles,
    selfTile: () => page.locator('[data-testid=tile][data-self]'),
    sees: (other) => expectMovingVideo(tile(other)),
    async hears(other) {
      await expectSound(page, (await tile(other).getAttribute('data-participant')) ?? '');
    },
    leave: () => page.getByTestId('leave').click(),
    async close() {
      await closeWindow(page);
      await page.context().close();
    },
  };
}

/** As a person closes a window: the page gets to say farewell. Playwright's own `close` ends it unheard. */
export async function closeWindow(page: Page): Promise<void> {
  if (page.isClosed()) return;
  // While a file moves or a screen is shared the page asks first; the answer is yes.
  page.on('dialog', (dialog) => void dialog.accept().catch(() => undefined));
  const isClosed = page.waitForEvent('close');
  await page.close({ runBeforeUnload: true });
  await isClosed;
}

/** Opens a link that skips the lobby. */
export async function visit(
  browser: Browser,
  { url, room, name, options = '', context = {}, prepare }: Visit,
): Promise<Person> {
  const { page } = await openContext(browser, context);
  await prepare?.(page);
  await page.goto(`${url}/${room}?join&name=${encodeURIComponent(name)}${options}`);
  return onPage(page, name);
}

/** A page in a context of its own; any error in it fails the test that uses it. */
export async function openContext(browser: Browser, options: BrowserContextOptions = {}): Promise<{ page: Page }> {
  const context = await browser.newContext({ locale: 'en-US', viewport: { width: 640, height: 400 }, ...options });
  const page = await context.newPage();
  await exposeConnections(page);
  page.on('pageerror', (error) => {
    throw new Error(`an error on the page: ${error.message}`);
  });
  return { page };
}
