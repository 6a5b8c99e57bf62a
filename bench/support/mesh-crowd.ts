import { setTimeout } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { DRAW_NOTHING, launchMeshBrowser } from './mesh-browser.ts';
import { deliveredBetween, takeSample } from './mesh-sample.ts';
import { SETTLE_MS, untilAllHaveVideo, VIEWPORT } from './mesh.ts';

export interface CrowdOutcome {
  /** Directed streams with at least `LIVE_FPS`, of `streams`. */
  readonly live: number;
  readonly streams: number;
  readonly leastFramesPerSecond: number;
  /** Of the sound that one of them played, the part that had to be made up: the worst of all. */
  readonly worstConcealment: number;
}

const FULL = 2;
const LIGHT = 6;
const LIVE_FPS = 5;

/**
 * A light participant listens, with a slow camera: a thumbnail of everybody, all on one page, and none of them painted.
 * Six more microphones, each encoded for seven others, are more than two cores bear.
 */
const LIGHT_VIEWPORT = { width: 640, height: 480 };
const LIGHT_CAMERA_FPS = 8;

/** Eight people in one room, in three browsers: a whole mesh on one machine. */
export async function measureCrowd(url: string, windowMs: number): Promise<CrowdOutcome> {
  const browsers = [];
  const pages: Page[] = [];
  const join = (index: number, options = ''): string => `${url}/mesh-crowd?join&name=P${index}${options}`;
  for (let index = 0; index < FULL; index += 1) {
    const browser = await launchMeshBrowser({ isSpeaking: index === 0 });
    browsers.push(browser);
    pages.push(await browser.open(join(index), { viewport: VIEWPORT }));
  }
  const light = await launchMeshBrowser({ isSpeaking: false, cameraFramesPerSecond: LIGHT_CAMERA_FPS });
  browsers.push(light);
  for (let index = FULL; index < FULL + LIGHT; index += 1) {
    pages.push(await light.open(join(index, '&mic=off'), { viewport: LIGHT_VIEWPORT, scripts: [DRAW_NOTHING] }));
  }
  await untilAllHaveVideo(pages, pages.length - 1);
  await setTimeout(SETTLE_MS);

  const before = await Promise.all(pages.map(takeSample));
  await setTimeout(windowMs);
  const after = await Promise.all(pages.map(takeSample));
  await Promise.all(browsers.map((each) => each.close()));

  const delivered = after.flatMap((sample, index) => {
    const first = before[index];
    return first ? deliveredBetween(first, sample) : [];
  });
  return {
    live: delivered.filter(({ framesPerSecond }) => framesPerSecond >= LIVE_FPS).length,
    streams: pages.length * (pages.length - 1),
    leastFramesPerSecond: Math.min(...delivered.map(({ framesPerSecond }) => framesPerSecond)),
    worstConcealment: Math.max(...delivered.map(({ concealment }) => concealment)),
  };
}
