import type { Browser, Page } from '@playwright/test';
import { expect, test } from '../../support/browser/fixtures.ts';
import { longestTaskMs, slowdown, watchTasks } from '../../support/browser/long-tasks.ts';
import { connectPeer, upgradeRefusal, type PeerClient } from '../../support/clients/peer-client.ts';
import { candidateTo, offerTo } from '../../support/clients/peer-messages.ts';
import { connectRoom, type RoomClient } from '../../support/clients/room-client.ts';

/** A member of the room with a program of their own instead of a page: what it does to the pages of the others. */

test.describe.configure({ timeout: 240_000 });

const RESPONSIVE_MS = 200;

interface Member {
  readonly room: RoomClient;
  readonly peer: PeerClient;
}

const socketUrl = (url: string): string => url.replace('http', 'ws');

async function enter(url: string, room: string, name: string): Promise<Member> {
  const client = await connectRoom(url, room);
  const peer = await connectPeer(socketUrl(url), client.page.identity);
  expect((await client.join(name)).ok).toBe(true);
  return { room: client, peer };
}

/** Offers as a browser makes them: one with a stream, one whose tracks belong to none. */
async function realOffers(browser: Browser): Promise<readonly string[]> {
  const page = await browser.newPage();
  const offers = await page.evaluate(() =>
    Promise.all(
      [[new MediaStream()], []].map(async (streams) => {
        const connection = new RTCPeerConnection();
        connection.addTransceiver('audio', { streams });
        connection.addTransceiver('video', { streams });
        const offer = await connection.createOffer();
        connection.close();
        return offer.sdp ?? '';
      }),
    ),
  );
  await page.close();
  return offers;
}

const connectionsMade = (page: Page): Promise<number> =>
  page.evaluate(() => (globalThis as unknown as { peerConnections: unknown[] }).peerConnections.length);

test('P7, P8, P13, P14: a member cannot be somebody else, nor stop the page of another', async ({
  join,
  chrome,
  server,
  room,
}) => {
  const victim = await join('Victim');
  const bob = await join('Bob');
  await victim.sees('Bob');
  const victimId = (await victim.selfTile().getAttribute('data-participant')) ?? '';
  const mallory = await enter(server.url, room, 'Mallory');
  const { participantId, peerToken } = mallory.room.page.identity;
  const offers = await realOffers(chrome);
  await expect(victim.tiles()).toHaveCount(3);
  const madeBefore = await connectionsMade(victim.page);
  const allowedMs = RESPONSIVE_MS * (await slowdown(victim.page));
  await watchTasks(victim.page);

  await test.step('another id', async () => {
    for (const id of ['id', '%69d'])
      expect(
        await upgradeRefusal(
          socketUrl(server.url),
          `key=peerjs&id=${participantId}&token=${peerToken}&${id}=${victimId}`,
        ),
      ).toEqual({ status: 401, code: 'ticket:malformed' });
  });

  await test.step('candidates for calls that do not exist', () => {
    for (let index = 0; index < 120; index += 1) mallory.peer.send(candidateTo(victimId, `no_${index}`));
  });

  await test.step('100 calls, and 20 with screens that were not announced', async () => {
    const call = (index: number, connectionId: string, share?: string) => {
      const { payload, ...offer } = offerTo(victimId, offers[index % offers.length]);
      const metadata = share === undefined ? {} : { metadata: { kind: 'screen', share } };
      mallory.peer.send({ ...offer, payload: { ...payload, connectionId, ...metadata } });
    };
    for (let index = 0; index < 100; index += 1) call(index, `call_${index}`);
    for (let index = 0; index < 20; index += 1) call(index, `show_${index}`, `screen_${index}`);
    await expect.poll(() => connectionsMade(victim.page)).toBeGreaterThan(madeBefore);
  });

  await test.step('data offers', async () => {
    const { payload, ...offer } = offerTo(victimId);
    for (let index = 0; index < 20; index += 1) {
      const peer = await connectPeer(socketUrl(server.url), mallory.room.page.identity);
      peer.send({
        ...offer,
        payload: { ...payload, type: 'data', serialization: 'binary', connectionId: `dc_${index}` },
      });
      expect(await peer.closed).toBe(1007);
    }
  });

  const carol = await join('Carol');
  await Promise.all([carol.sees('Victim'), carol.sees('Bob'), victim.sees('Carol'), victim.sees('Bob')]);
  expect(await connectionsMade(victim.page)).toBeLessThanOrEqual(madeBefore + 15);
  expect(await longestTaskMs(victim.page)).toBeLessThanOrEqual(allowedMs);
  await bob.leave();
  mallory.room.socket.close();
  mallory.peer.socket.terminate();
});
