import { expect, type Page } from '@playwright/test';

/** What one connection sends and receives of video now, as the browser measures it. */
export interface VideoFlow {
  readonly sentWidth: number;
  readonly sentHeight: number;
  readonly framesSent: number;
  readonly framesReceived: number;
  readonly receivedWidth: number;
  readonly receivedHeight: number;
  readonly codec: string;
}

interface Stats {
  readonly id: string;
  readonly type: string;
  readonly kind?: string;
  readonly frameWidth?: number;
  readonly frameHeight?: number;
  readonly framesEncoded?: number;
  readonly framesReceived?: number;
  readonly codecId?: string;
  readonly mimeType?: string;
}

/** Of each connection that is up, the oldest first. */
export const videoFlows = (page: Page): Promise<VideoFlow[]> =>
  page.evaluate(async () => {
    const { peerConnections } = globalThis as unknown as { peerConnections: RTCPeerConnection[] };
    const open = peerConnections.filter(({ connectionState }) => connectionState === 'connected');
    return Promise.all(
      open.map(async (connection) => {
        const entries: Stats[] = [];
        (await connection.getStats()).forEach((entry: Stats) => entries.push(entry));
        const video = (type: string): Stats | undefined =>
          entries.find((entry) => entry.type === type && entry.kind === 'video');
        const [sent, received] = [video('outbound-rtp'), video('inbound-rtp')];
        return {
          sentWidth: sent?.frameWidth ?? 0,
          sentHeight: sent?.frameHeight ?? 0,
          framesSent: sent?.framesEncoded ?? 0,
          framesReceived: received?.framesReceived ?? 0,
          receivedWidth: received?.frameWidth ?? 0,
          receivedHeight: received?.frameHeight ?? 0,
          codec: entries.find(({ id }) => id === sent?.codecId)?.mimeType ?? '',
        };
      }),
    );
  });

/** The flow of a page that has one connection. */
export async function videoFlow(page: Page): Promise<VideoFlow> {
  const flows = await videoFlows(page);
  const [only] = flows;
  if (!only || flows.length > 1) throw new Error(`expected one connection, found ${flows.length}`);
  return only;
}

/** Waits until a whole second brings nothing. */
export async function expectNoMore(count: () => Promise<number>): Promise<void> {
  let before = -1;
  await expect
    .poll(
      async () => {
        const [last, now] = [before, await count()];
        before = now;
        return now - last;
      },
      { intervals: [1000] },
    )
    .toBe(0);
}

/** As when the person turns to another tab, or comes back. (Headless browsers show all their pages all the time.) */
export const setVisibility = (page: Page, state: DocumentVisibilityState): Promise<void> =>
  page.evaluate((visibilityState) => {
    Object.defineProperty(document, 'visibilityState', { value: visibilityState, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);
