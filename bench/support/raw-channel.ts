import type { Page } from '@playwright/test';
import { pageScript } from './page-script.ts';

interface RawChannel {
  describe(): Promise<RTCSessionDescriptionInit>;
  answer(offer: RTCSessionDescriptionInit): Promise<RTCSessionDescriptionInit>;
  accept(answer: RTCSessionDescriptionInit): Promise<void>;
  send(bytes: number): Promise<number>;
}

type WithRawChannel = typeof globalThis & { rawChannel: RawChannel };

const script = await pageScript('raw-channel');

/** To be called before the pages are opened. */
export const exposeRawChannel = (page: Page): Promise<unknown> =>
  page.addInitScript({ content: `addEventListener('load', () => {${script}})` });

/** Connects the two pages by a bare channel; returns what measures the time that so many bytes take from a to b. */
export async function connectRaw(a: Page, b: Page): Promise<(bytes: number) => Promise<number>> {
  const offer = await a.evaluate(() => (globalThis as WithRawChannel).rawChannel.describe());
  const answer = await b.evaluate(
    (description) => (globalThis as WithRawChannel).rawChannel.answer(description),
    offer,
  );
  await a.evaluate((description) => (globalThis as WithRawChannel).rawChannel.accept(description), answer);
  return (bytes) => a.evaluate((count) => (globalThis as WithRawChannel).rawChannel.send(count), bytes);
}
