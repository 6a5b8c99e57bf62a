import { setTimeout as pause } from 'node:timers/promises';
import { visit, type LoadPerson } from './load-person.ts';
import type { LoadOrder, LoadReport } from './load-protocol.ts';

/** A process that plays many people: rooms fill one after another, at a steady rate. Started by bench/load.ts. */

/** PeerJS sends one every five seconds; PeerServer forgets who is silent for a minute. */
const HEARTBEAT_MS = 20_000;

/** How long a single arrival may take before it counts as failed. */
const PATIENCE_MS = 20_000;

async function play(order: LoadOrder): Promise<LoadReport> {
  const { kind, urls, from, peersUrl, people, roomSize, joinsPerSecond } = order;
  const present: LoadPerson[] = [];
  const heardMs: number[] = [];
  const offerMs: number[] = [];
  const failed: string[] = [];
  let lost = 0;
  const start = performance.now();
  const beats = setInterval(() => present.forEach((each) => each.beat()), HEARTBEAT_MS);

  /** Those who are in the room already hear of the newcomer, and then get their offer. */
  async function arrive(index: number, others: LoadPerson[], roomName: string): Promise<void> {
    const openedAt = performance.now();
    const url = urls[index % urls.length] ?? '';
    const newcomer = await visit({ kind, url, from, peersUrl }, roomName);
    newcomer.onLost(() => (lost += 1));
    const witnesses = [...others];
    const isHeard = witnesses.map((witness) => witness.hearsOf(newcomer.id));
    await newcomer.join();
    others.push(newcomer);
    present.push(newcomer);
    if (witnesses.length === 0) return;
    await isHeard[0];
    heardMs.push(performance.now() - openedAt);
    await Promise.all(isHeard);
    const sentAt = performance.now();
    const offered = witnesses.map((witness) => witness.hasOfferOf(newcomer.id));
    for (const witness of witnesses) newcomer.offer(witness.id);
    await Promise.all(offered.map((offer) => offer.then(() => offerMs.push(performance.now() - sentAt))));
  }

  const rooms = Array.from({ length: Math.ceil(people / roomSize) }, () => crypto.randomUUID());
  const inRooms = new Map<string, { others: LoadPerson[]; last: Promise<void> }>();
  const all: Promise<void>[] = [];
  for (let index = 0; index < people; index += 1) {
    // One of each room in turn, so that nobody of a room comes in the same moment.
    const roomName = rooms[index % rooms.length] ?? '';
    const room = inRooms.get(roomName) ?? { others: [], last: Promise.resolve() };
    inRooms.set(roomName, room);
    await pause(Math.max(0, start + (index / joinsPerSecond) * 1000 - performance.now()));
    const late = pause(PATIENCE_MS, undefined, { ref: false }).then(() => Promise.reject(new Error('too late')));
    const arrival = Promise.race([room.last.then(() => arrive(index, room.others, roomName)), late]);
    room.last = arrival.catch((error: unknown) => void failed.push(String(error)));
    all.push(room.last);
  }
  await Promise.all(all);
  clearInterval(beats);
  return { heardMs, offerMs, failed, lost, joined: present.length, durationMs: performance.now() - start };
}

process.once('message', (order: LoadOrder) => {
  void play(order).then((report) => {
    process.send?.(report);
    // People stay until the service has been measured with them.
    process.once('message', () => process.exit(0));
  });
});
