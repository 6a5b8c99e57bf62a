import { setTimeout as wait } from 'node:timers/promises';
import { pageDataSchema } from '../../src/shared/page-data.ts';
import { parse } from 'valibot';
import { connectPacket, openPeerSocket, openRoomSocket, send, type Target } from './wire.ts';

/** An honest newcomer every `INTERVAL_MS`: opens the page, both sockets, joins and leaves. */

const INTERVAL_MS = 300;
const PATIENCE_MS = 10_000;

export interface Honest {
  readonly joinsMs: readonly number[];
  /** Why those failed who did. */
  readonly failures: readonly string[];
}

/** Resolves with the first message that starts so. */
const message = (socket: ReturnType<typeof openRoomSocket>, start: string): Promise<string> =>
  new Promise((resolve, reject) => {
    socket.on('message', (data: Buffer) => {
      const text = data.toString();
      if (text.startsWith(start)) resolve(text);
      else if (text.startsWith('44')) reject(new Error(text));
    });
    socket.on('close', (code) => reject(new Error(`closed with ${code} before ${start}`)));
  });

/** From the request for the page to the answer that they are in. */
async function join(target: Target, room: string): Promise<void> {
  const page = await send(target, `/${room}`);
  if (page.status !== 200) throw new Error(`page ${page.status}`);
  const json = /<script type="application\/json" id="page-data">(.*?)<\/script>/s.exec(page.body)?.[1] ?? '';
  const { identity } = parse(pageDataSchema, JSON.parse(json));
  const sockets = { room: openRoomSocket(target), peer: openPeerSocket(target, identity) };
  try {
    const isRegistered = message(sockets.peer, '{"type":"OPEN"');
    await message(sockets.room, '0');
    sockets.room.send(connectPacket(identity.ticket));
    await Promise.all([message(sockets.room, '40'), isRegistered]);
    sockets.room.send('421["room:join",{"name":"Honest"}]');
    const answer = await message(sockets.room, '431');
    if (!answer.includes('"ok":true')) throw new Error(answer.slice(0, 80));
    sockets.room.send('422["room:leave"]');
    await message(sockets.room, '432');
  } finally {
    sockets.room.terminate();
    sockets.peer.terminate();
  }
}

export async function sendHonest(target: Target, durationMs: number): Promise<Honest> {
  const joinsMs: number[] = [];
  const failures: string[] = [];
  const visits: Promise<void>[] = [];

  async function visit(room: string): Promise<void> {
    const since = performance.now();
    const late = wait(PATIENCE_MS, undefined, { ref: false }).then(() => Promise.reject(new Error('10 s are over')));
    try {
      await Promise.race([join(target, room), late]);
      joinsMs.push(performance.now() - since);
    } catch (error) {
      failures.push(String(error));
    }
  }

  const end = performance.now() + durationMs;
  for (let number = 0; performance.now() < end; number += 1) {
    visits.push(visit(`honest-${number % 50}`));
    await wait(INTERVAL_MS);
  }
  await Promise.all(visits);
  return { joinsMs, failures };
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}
