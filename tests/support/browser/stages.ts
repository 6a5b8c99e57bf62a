import type { Page } from '@playwright/test';
import { pressInBar } from './bar.ts';

export interface Stage {
  readonly page: Page;
  readonly url: string;
  readonly room: string;
  /** Lets somebody else in. */
  guest(name: string, options?: string): Promise<Page>;
  /** Somebody who comes to the door and need not get in. */
  visitor(name: string, options?: string): Promise<Page>;
}

async function enter({ page, url, room }: Stage, options = ''): Promise<void> {
  await page.goto(`${url}/${room}?join&name=${encodeURIComponent('민지')}${options}`);
  await page.getByTestId('tile').first().waitFor();
}

/** The camera has been given. */
const pictured = (page: Page): Promise<unknown> =>
  page.waitForFunction(() => Boolean(document.querySelector('video')?.srcObject));

/** Pictures flow, and whatever moves has come to rest. */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    [...document.querySelectorAll('video')]
      // Whose camera is off sends nothing, and has a tile with a face.
      .filter((video) => video.srcObject !== null && !video.closest('.tile:not(.tile--video)'))
      .every(({ currentTime }) => currentTime > 1),
  );
  await page.evaluate(async () => {
    await document.fonts.ready;
    const passing = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(passing.map(({ finished }) => finished));
  });
}

async function untilLive(page: Page, tiles: number): Promise<void> {
  await page.waitForFunction(
    (count) => document.querySelectorAll('[data-testid=tile][data-state=live]').length === count,
    tiles,
  );
  await settled(page);
}

/** What each screen takes to get there. */
export const SCREENS: Record<string, (stage: Stage) => Promise<void>> = {
  async lobby(stage) {
    await stage.guest('Alice');
    await stage.guest('Jun');
    await stage.page.goto(`${stage.url}/${stage.room}`);
    await pictured(stage.page);
    await settled(stage.page);
  },
  async 'lobby-empty'(stage) {
    await stage.page.goto(`${stage.url}/${stage.room}?cam=off&name=`);
    await settled(stage.page);
  },
  async 'lobby-locked'(stage) {
    const alice = await stage.guest('Alice');
    await pressInBar(alice, 'lock');
    await stage.page.goto(`${stage.url}/${stage.room}`);
    await stage.page.getByTestId('locked').waitFor();
    await pictured(stage.page);
    await settled(stage.page);
  },
  async 'at-the-door'(stage) {
    await SCREENS['lobby-locked']?.(stage);
    await stage.page.getByTestId('name').fill('민지');
    await stage.page.getByTestId('join').click();
    await stage.page.getByTestId('at-the-door').waitFor();
  },
  async knock(stage) {
    await enter(stage);
    await stage.guest('Alice');
    await untilLive(stage.page, 2);
    await pressInBar(stage.page, 'lock');
    await stage.page.getByRole('contentinfo').locator('.bar__count .visually-hidden').waitFor({ state: 'attached' });
    await stage.visitor('Bartholomew Montgomery-Featherstonehaugh');
    await stage.visitor('준호');
    await stage.page.locator('.knock').nth(1).waitFor();
    await settled(stage.page);
  },
  async alone(stage) {
    await enter(stage);
    await settled(stage.page);
  },
  async pair(stage) {
    await enter(stage);
    await stage.guest('Alice');
    await untilLive(stage.page, 2);
  },
  async four(stage) {
    await enter(stage);
    await stage.guest('Alice');
    await stage.guest('Bartholomew Montgomery-Featherstonehaugh', '&mic=off&cam=off');
    await stage.guest('준호', '&mic=off');
    await untilLive(stage.page, 4);
  },
  async six(stage) {
    await enter(stage);
    for (const name of ['Alice', '준호', 'Carol', '하은', 'Dave']) await stage.guest(name);
    await untilLive(stage.page, 6);
  },
  async sharing(stage) {
    await enter(stage);
    const alice = await stage.guest('Alice');
    await untilLive(stage.page, 2);
    await alice.getByTestId('screen').click();
    await untilLive(stage.page, 3);
  },
  async layout(stage) {
    await enter(stage);
    await stage.guest('Alice');
    await untilLive(stage.page, 2);
    await pressInBar(stage.page, 'layout');
    await stage.page.getByRole('radio').first().waitFor();
    await settled(stage.page);
  },
  async files(stage) {
    await enter(stage);
    const alice = await stage.guest('Alice');
    await untilLive(stage.page, 2);
    const offer = (page: Page, name: string): Promise<void> =>
      page.getByTestId('file-input').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.alloc(2_345_678) });
    await offer(alice, '여름 사진과 아주 긴 이름을 가진 파일 2026-11-26.zip');
    await alice.getByTestId('file-send').click();
    await stage.page.getByTestId('transfer').waitFor();
    await offer(stage.page, 'minutes.txt');
    await stage.page.getByTestId('file-send').waitFor();
    await settled(stage.page);
  },
  async invite(stage) {
    await enter(stage);
    await stage.guest('Alice');
    await untilLive(stage.page, 2);
    await pressInBar(stage.page, 'invite');
    await settled(stage.page);
  },
  async more(stage) {
    await enter(stage);
    await stage.guest('Alice');
    await untilLive(stage.page, 2);
    if (await stage.page.getByTestId('more').isVisible()) {
      await stage.page.getByTestId('more').click();
      await stage.page.locator('.menu').waitFor();
    }
    await settled(stage.page);
  },
  async settings(stage) {
    await enter(stage);
    await stage.guest('Alice');
    await untilLive(stage.page, 2);
    await pressInBar(stage.page, 'settings');
    await stage.page.getByRole('tablist').waitFor();
    await settled(stage.page);
  },
  async quality(stage) {
    await enter(stage);
    await stage.guest('Alice');
    await untilLive(stage.page, 2);
    await stage.page.getByTestId('quality').click();
    await stage.page.locator('.figures').waitFor();
    await settled(stage.page);
  },
  async doctor(stage) {
    await stage.page.goto(`${stage.url}/doctor?room=${stage.room}`);
    await stage.page.getByTestId('start').click();
    await stage.page.locator('.step__answers').waitFor();
  },
  async 'doctor-result'(stage) {
    await SCREENS['doctor']?.(stage);
    await stage.page.locator('.step__answers button').nth(1).click();
    await stage.page.getByTestId('conclusion').waitFor();
  },
  async open(stage) {
    await stage.page.goto(`${stage.url}/open?text=see%20you`);
  },
  async offline(stage) {
    await stage.page.goto(`${stage.url}/offline`);
  },
  async 'lobby-device-menu'(stage) {
    await stage.page.goto(`${stage.url}/${stage.room}`);
    await stage.page.getByTestId('microphone-menu').click();
    await settled(stage.page);
  },
  async 'lobby-settings'(stage) {
    await stage.page.goto(`${stage.url}/${stage.room}`);
    await stage.page.getByTestId('settings').click();
    await stage.page.getByRole('tab').last().click();
    await settled(stage.page);
  },
  async chat(stage) {
    await enter(stage);
    const alice = await stage.guest('Alice');
    await untilLive(stage.page, 2);
    await stage.page.getByTestId('chat-toggle').click();
    await alice.getByTestId('chat-toggle').click();
    for (const text of [
      '안녕하세요! 자료는 https://madang.example/자료?v=2 에 있어요.',
      'Shall we start?\n\n1. News\n2. Plans',
    ]) {
      await alice.getByTestId('chat-input').fill(text);
      await alice.getByTestId('chat-input').press('Enter');
    }
    await stage.page.getByTestId('chat-log').getByText('Plans').waitFor();
    await stage.page.getByTestId('chat-input').fill('네, 좋아요');
    await stage.page.getByTestId('chat-input').press('Enter');
    await stage.page.getByTestId('chat-log').getByText('네, 좋아요').waitFor();
    await settled(stage.page);
  },
  async hands(stage) {
    await enter(stage);
    const alice = await stage.guest('Alice');
    const jun = await stage.guest('준호', '&mic=off');
    await untilLive(stage.page, 3);
    await pressInBar(jun, 'hand');
    await stage.page.getByTestId('tile-hand').waitFor();
    await pressInBar(stage.page, 'hand');
    await pressInBar(alice, 'away');
    await alice.getByTestId('chat-toggle').click();
    await alice.getByTestId('chat-input').fill('Back in five minutes');
    await alice.getByTestId('chat-input').press('Enter');
    await stage.page
      .getByTestId((await stage.page.getByTestId('reactions').isVisible()) ? 'reactions' : 'more')
      .click();
    await stage.page.locator('.emoji-button').first().click();
    await stage.page.getByTestId('chat-toggle-badge').waitFor();
  },
  async shortcuts(stage) {
    await enter(stage);
    await settled(stage.page);
    await stage.page.keyboard.press('?');
    await stage.page.getByRole('dialog').waitFor();
  },
  async left(stage) {
    await enter(stage);
    await stage.page.getByTestId('leave').click();
  },
  async 'not-found'(stage) {
    await stage.page.goto(`${stage.url}/not%20a%20room`);
  },
};
