import type { Page } from '@playwright/test';

interface Watched {
  peerConnections: RTCPeerConnection[];
  longestFreezeMs: number;
  stopFreezeWatch: () => void;
}

/** To be called before the page is opened: lets `watchFreezes` find its connections. */
export async function exposeConnections(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const all: RTCPeerConnection[] = [];
    (globalThis as unknown as Watched).peerConnections = all;
    globalThis.RTCPeerConnection = class extends RTCPeerConnection {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        all.push(this);
      }
    };
  });
}

/**
 * From now on notes the longest time in which a connection that has received video received no further frame of it.
 * Counted by the browser's own threads: a page that is merely too busy to draw does not freeze here.
 */
export async function watchFreezes(page: Page): Promise<void> {
  await page.evaluate(() => {
    const watched = globalThis as unknown as Watched;
    watched.longestFreezeMs = 0;
    const last = new Map<RTCPeerConnection, { frames: number; at: number }>();
    const timer = setInterval(() => {
      for (const connection of watched.peerConnections) {
        if (connection.connectionState === 'closed') continue;
        void connection.getStats().then((report) => {
          const at = performance.now();
          let frames = 0;
          report.forEach((stats: { type: string; framesReceived?: number }) => {
            if (stats.type === 'inbound-rtp') frames += stats.framesReceived ?? 0;
          });
          const before = last.get(connection);
          if (before?.frames === frames && frames > 0) {
            watched.longestFreezeMs = Math.max(watched.longestFreezeMs, at - before.at);
          } else {
            last.set(connection, { frames, at });
          }
        });
      }
    }, 50);
    watched.stopFreezeWatch = () => clearInterval(timer);
  });
}

export const longestFreezeMs = (page: Page): Promise<number> =>
  page.evaluate(() => (globalThis as unknown as Watched).longestFreezeMs);
