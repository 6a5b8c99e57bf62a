import { once } from 'node:events';
import type { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startApp, type RunningApp } from '../support/app.ts';
import { openPage } from '../support/clients/page.ts';
import { connectPeer, type PeerClient } from '../support/clients/peer-client.ts';
import { candidateTo, offerTo } from '../support/clients/peer-messages.ts';
import { createRandom, randomValue, type Random } from '../support/random.ts';
import { connectRoom } from '../support/clients/room-client.ts';

/** `npm run test:attack` sends more. */
const EVENTS_SENT = Number(process.env['FUZZ'] ?? 50_000);
const MESSAGES = Number(process.env['FUZZ'] ?? 10_000);

/** Fewer than are relayed of one participant at once (rule P10), pings included. */
const MESSAGES_PER_SENDER = 200;

/** Enough that leaking each message would show, and far above what the garbage collector leaves lying about. */
const FLAT_BYTES = 40 * 1024 * 1024;

const EVENTS = [
  'room:join',
  'room:leave',
  'room:resync',
  'room:lock',
  'room:knock',
  'knock:answer',
  'room:change-settings',
  'host:appoint',
  'host:keep',
  'participant:remove',
  'participant:ask',
  'room:end',
  'participant:rename',
  'link:signal',
  'constructor',
  'toString',
  '',
];
const TYPES = ['OFFER', 'ANSWER', 'CANDIDATE', 'LEAVE', 'EXPIRE', 'OPEN', 'HEARTBEAT', 'ERROR', '__proto__', ''];

describe('malformed input', () => {
  let app: RunningApp;
  const errors: unknown[] = [];
  const note = (error: unknown): void => void errors.push(error);
  beforeAll(async () => {
    // It opens more connections than one address may.
    app = await startApp({ areLimitsOn: false });
    process.on('uncaughtException', note).on('unhandledRejection', note);
  });
  afterAll(async () => {
    process.off('uncaughtException', note).off('unhandledRejection', note);
    await app.close();
  });

  async function expectAlive(): Promise<void> {
    const client = await connectRoom(app.url, 'afterwards');
    expect(await client.join('Alice')).toMatchObject({ ok: true });
    client.socket.close();
    expect(errors).toEqual([]);
  }

  /** A new participant for every hundred events, so that most of them are within the rates. */
  async function fuzzRoom(
    random: Random,
    count: number,
  ): Promise<{ answered: number; cut: number; codes: Set<string> }> {
    const outcome = { answered: 0, cut: 0, codes: new Set<string>() };
    for (let sent = 0; sent < count; sent += 100) {
      const client = await connectRoom(app.url, 'fuzzed');
      const answers = await Promise.allSettled(
        Array.from({ length: 100 }, () => {
          const event = random.pick(EVENTS) || `x${random.integer(1e6)}`;
          return client.request(event, ...Array.from({ length: random.integer(3) }, () => randomValue(random)));
        }),
      );
      for (const answer of answers) {
        if (answer.status === 'rejected') outcome.cut += 1;
        else {
          outcome.answered += 1;
          outcome.codes.add(answer.value.ok ? 'ok' : answer.value.code);
        }
      }
      client.socket.close();
    }
    return outcome;
  }

  /** Something close to a message: one that makes sense, one with a field that does not, or neither. */
  function randomPeerMessage(random: Random, target: string): unknown {
    const dst = random.pick([target, target, target, '', 'x']);
    const sensible = random.pick([offerTo(dst), candidateTo(dst, `mc_${random.integer(1e6)}`), { type: 'HEARTBEAT' }]);
    const payload: object = 'payload' in sensible ? sensible.payload : {};
    const field = random.pick(['sdp', 'candidate', 'type', 'connectionId', 'metadata', 'more']);
    return random.pick([
      sensible,
      sensible,
      { ...sensible, payload: { ...payload, [field]: randomValue(random) } },
      { ...sensible, type: random.pick(TYPES) },
      { type: random.pick(TYPES), dst, payload: randomValue(random) },
      randomValue(random) ?? null,
    ]);
  }

  /** Each sender is of another participant, because messages are counted by participant; every tenth has joined. */
  async function fuzzPeer(random: Random, senders: number): Promise<{ closed: number }> {
    const room = `fuzzed-peers-${senders}`;
    const rooms = [await connectRoom(app.url, room)];
    await rooms[0]?.join('Receiver');
    const { identity } = rooms[0]?.page ?? (await openPage(app.url, room));
    const receiver = await connectPeer(app.wsUrl, identity);
    let closed = 0;
    for (let sender = 0; sender < senders; sender += 1) {
      const client = await connectRoom(app.url, room);
      if (sender % 10 === 0 && sender < 50) await client.join('Fuzz');
      rooms.push(client);
      let peer: PeerClient | null = null;
      for (let sent = 0; sent < MESSAGES_PER_SENDER; sent += 1) {
        peer ??= await connectPeer(app.wsUrl, client.page.identity);
        const message = randomPeerMessage(random, identity.participantId);
        peer.send(random.integer(50) === 0 ? 'x' : JSON.stringify(message));
        // Every few messages, see whether the server has had enough.
        if (sent % 5 === 4) {
          peer.socket.ping();
          const open = await Promise.race([
            peer.closed.then(() => false),
            new Promise<boolean>((resolve) => peer?.socket.once('pong', () => resolve(true))),
          ]);
          if (!open) {
            closed += 1;
            peer = null;
          }
        }
      }
      peer?.socket.terminate();
    }
    expect(receiver.messages.map(({ type }) => type)).toEqual(expect.arrayContaining(['OPEN', 'OFFER', 'CANDIDATE']));
    receiver.socket.ping();
    await once(receiver.socket, 'pong');
    receiver.socket.terminate();
    rooms.forEach(({ socket }) => socket.close());
    return { closed };
  }

  test(`G3: ${EVENTS_SENT} malformed events are answered or cut, none ends in server:error, memory stays flat`, async () => {
    const random = createRandom(1);
    await fuzzRoom(random, 1000);
    global.gc?.();
    const before = process.memoryUsage().heapUsed;
    const { answered, cut, codes } = await fuzzRoom(random, EVENTS_SENT);
    global.gc?.();
    const grown = process.memoryUsage().heapUsed - before;

    expect(answered + cut).toBe(EVENTS_SENT);
    expect(answered).toBeGreaterThan(EVENTS_SENT / 2);
    expect(codes).toContain('payload:invalid');
    expect(codes).not.toContain('server:error');
    expect(grown).toBeLessThan(FLAT_BYTES);
    await expectAlive();
  }, 600_000);

  test(`P4, P8: ${MESSAGES} random PeerServer messages close no socket but the sender's, nothing is thrown, memory stays flat`, async () => {
    const random = createRandom(2);
    await fuzzPeer(random, 5);
    global.gc?.();
    const before = process.memoryUsage().heapUsed;
    const { closed } = await fuzzPeer(random, MESSAGES / MESSAGES_PER_SENDER);
    global.gc?.();
    const grown = process.memoryUsage().heapUsed - before;

    expect(closed).toBeGreaterThan(100);
    expect(grown).toBeLessThan(FLAT_BYTES);
    await expectAlive();
  }, 900_000);

  test('P4: broken WebSocket frames close their socket and nothing else', async () => {
    const { identity } = await openPage(app.url, 'frames');
    for (const frame of [
      [0xf1, 0x80, 0, 0, 0, 0],
      [0x81, 0x05, 1, 2, 3, 4, 5],
      [0x83, 0x80, 0, 0, 0, 0],
      [0x81, 0xff, 255, 255, 255, 255, 255, 255, 255, 255, 0, 0, 0, 0],
    ]) {
      const peer = await connectPeer(app.wsUrl, identity);
      const { _socket: raw } = peer.socket as unknown as { _socket: Socket };
      raw.write(Buffer.from(frame));
      expect([1002, 1006, 1007, 1009]).toContain(await peer.closed);
    }
    await expectAlive();
  });
});
