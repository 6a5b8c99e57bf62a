import type { Page } from '@playwright/test';
import { exposeConnections } from '../../support/browser/freezes.ts';
import { expect, test } from '../../support/browser/fixtures.ts';
import { visit } from '../../support/browser/person.ts';

/** What an encoder in hardware does that has stopped: the browser counts no more frames of it, and says nothing. */
const stopH264 = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const { getStats } = RTCPeerConnection.prototype;
    RTCPeerConnection.prototype.getStats = async function (this: RTCPeerConnection, ...selector: []) {
      const report = await getStats.apply(this, selector);
      const entries = new Map<string, Record<string, unknown>>(report);
      for (const [id, entry] of entries) {
        const codec = entries.get(String(entry['codecId']))?.['mimeType'];
        if (entry['type'] === 'outbound-rtp' && codec === 'video/H264') entries.set(id, { ...entry, framesEncoded: 7 });
      }
      return entries;
    };
  });

/** What the page sends video with, and over how many connections it has done so. */
const sending = (page: Page): Promise<{ codecs: string[]; connections: number }> =>
  page.evaluate(async () => {
    const { peerConnections } = globalThis as unknown as { peerConnections: RTCPeerConnection[] };
    const codecs: string[] = [];
    for (const connection of peerConnections) {
      const report = await connection.getStats();
      report.forEach((entry: { type: string; kind?: string; codecId?: string }) => {
        if (entry.type !== 'outbound-rtp' || entry.kind !== 'video' || entry.codecId === undefined) return;
        codecs.push((report.get(entry.codecId) as { mimeType: string }).mimeType);
      });
    }
    // The page has others for a moment, to learn its own addresses.
    const ofCalls = peerConnections.filter(({ localDescription }) => localDescription?.sdp.includes('m=video'));
    return { codecs, connections: ofCalls.length };
  });

test('U10: an encoder that has stopped is left for another codec, in the same call', async ({
  chrome,
  join,
  server,
  room,
}) => {
  const bob = await join('Bob');
  const alice = await visit(chrome, {
    url: server.url,
    room,
    name: 'Alice',
    async prepare(page) {
      await exposeConnections(page);
      await stopH264(page);
    },
  });
  await bob.sees('Alice');
  const before = await sending(alice.page);
  expect(before.codecs).toEqual(['video/H264']);
  await expect.poll(() => sending(alice.page), { timeout: 30_000 }).toEqual({ ...before, codecs: ['video/VP8'] });
  await bob.sees('Alice');
  await alice.close();
});
