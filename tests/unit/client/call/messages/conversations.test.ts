import { describe, expect, test } from '@jest/globals';
import { signal } from '@preact/signals-core';
import { mediaStateSchema } from '../../../../../src/client/call/devices/media-states.ts';
import { chatSchema, createChat } from '../../../../../src/client/call/together/chat.ts';
import { createHands } from '../../../../../src/client/call/together/hands.ts';
import { createReactions } from '../../../../../src/client/call/together/reactions.ts';
import { createAllowance, RECEIVED } from '../../../../../src/client/call/messages/allowance.ts';
import { HEARTBEAT_MS } from '../../../../../src/client/call/link/link-session.ts';
import type { ChannelFrame } from '../../../../../src/client/call/messages/reliable-channel.ts';
import { createConversations } from '../../../../../src/client/call/messages/conversations.ts';
import { createStillLifetime } from '../../../../support/lifetime.ts';
import { createScene, enter, idOf, participant } from '../../../../support/scene.ts';

const alice = participant('Alice', 1);
const bob = participant('Bob', 2);
const muted = { microphone: false, camera: true };
const mutedMessage = { type: 'media-state', ...muted };

/** Alice and Bob are in the room with us; what is sent to them is kept. */
function createTalk() {
  const scene = createScene(alice, bob);
  scene.happens(...enter(3, alice, bob));
  const sent: { connection: string; frame: ChannelFrame; text: string }[] = [];
  const flooders: string[] = [];
  const timers: (() => void)[] = [];
  let now = 0;
  const conversations = createConversations({
    session: 'me',
    state: () => scene.state,
    now: () => now,
    lifetime: createStillLifetime((task) => {
      timers.push(task);
      return () => undefined;
    }),
    sendText: (connection, text) => sent.push({ connection, text, frame: JSON.parse(text) as ChannelFrame }),
    packetsReceived: () => Promise.resolve(0),
    onSilence: () => undefined,
    onStall: () => undefined,
    onFlood: (id) => flooders.push(id),
  });
  const mediaState = conversations.channel('media-state', mediaStateSchema);
  const connectionTo = (name: string): string => scene.link(name)?.health.connection ?? '';
  return {
    conversations,
    mediaState,
    state: scene.state,
    sent,
    flooders,
    connectionTo,
    /** A page sends this over its connection, whatever it is. */
    says: (name: string, ...frames: unknown[]) =>
      frames.forEach((frame) => conversations.onText(connectionTo(name), JSON.stringify(frame))),
    /** Time goes on by one heartbeat. */
    beats() {
      now += HEARTBEAT_MS;
      for (const task of timers.splice(0)) task();
    },
    wait: (ms: number) => (now += ms),
    now: () => now,
  };
}

const hello = { type: 'hello', session: 'theirs', next: 1, heard: null } as const;
const volatile = (body: unknown) => ({ type: 'volatile', body });
const chat = (text: string) => ({ type: 'chat', text, isPrivate: false });

describe('what is said to the others', () => {
  test('C10: waits for a connection, and goes to whom it is meant for', () => {
    const { conversations, mediaState, sent, connectionTo } = createTalk();
    expect(mediaState.send(idOf('Alice'), muted)).toBe(true);
    expect(sent).toEqual([]);

    conversations.onReady(connectionTo('Alice'));
    conversations.onReady(connectionTo('Bob'));
    expect(sent.map(({ connection, frame }) => [connection, frame.type])).toEqual([
      [connectionTo('Alice'), 'hello'],
      [connectionTo('Bob'), 'hello'],
    ]);
    conversations.onText(connectionTo('Alice'), JSON.stringify({ type: 'hello', session: 'a', next: 1, heard: null }));
    expect(sent.at(-1)).toMatchObject({
      connection: connectionTo('Alice'),
      frame: { type: 'data', body: mutedMessage },
    });
  });

  test('is refused for somebody with whom there is no link', () => {
    expect(createTalk().mediaState.send(idOf('Carol'), muted)).toBe(false);
  });

  test('a greeting comes first on every connection', () => {
    const { conversations, mediaState, sent, connectionTo } = createTalk();
    mediaState.greet(() => muted);
    conversations.onReady(connectionTo('Bob'));
    expect(sent.map(({ frame }) => frame.type)).toEqual(['hello', 'data']);
  });

  test('what is volatile is lost without a connection, and not repeated', () => {
    const { conversations, sent, connectionTo } = createTalk();
    const volatileState = conversations.channel('volatile-state', mediaStateSchema, { isVolatile: () => true });
    expect(volatileState.send(idOf('Alice'), muted)).toBe(false);
    conversations.onReady(connectionTo('Alice'));
    expect(volatileState.send(idOf('Alice'), muted)).toBe(true);
    expect(sent.map(({ frame }) => frame.type)).toEqual(['hello', 'volatile']);
  });

  test('C7: a message of a known type is heard with its sender, anything else is dropped', () => {
    const { conversations, mediaState, connectionTo } = createTalk();
    const heard: unknown[] = [];
    const stop = mediaState.on((from, message) => heard.push([from, message]));
    conversations.onReady(connectionTo('Alice'));
    const say = (body: unknown): void =>
      conversations.onText(connectionTo('Alice'), JSON.stringify({ type: 'volatile', body }));

    say(mutedMessage);
    say({ type: 'unheard-of' });
    say(null);
    expect(heard).toEqual([[idOf('Alice'), muted]]);
    stop();
    say(mutedMessage);
    expect(heard).toHaveLength(1);
  });
});

describe('a page that sends too much', () => {
  test('W6: is told of, and what it sends then is not even read', () => {
    const { conversations, mediaState, flooders, connectionTo, says } = createTalk();
    const heard: string[] = [];
    mediaState.on((from) => heard.push(from));
    conversations.onReady(connectionTo('Alice'));
    conversations.onReady(connectionTo('Bob'));

    for (let count = 0; count < 200; count += 1) conversations.onText(connectionTo('Alice'), '{');
    expect(flooders).toEqual([]);
    says('Alice', volatile(mutedMessage));
    expect(flooders).toEqual([idOf('Alice')]);
    expect(heard).toEqual([]);

    says('Bob', volatile(mutedMessage));
    expect(heard).toEqual([idOf('Bob')]);
  });

  test('W6: is told of when it sends more than 50 messages or 1 MB a second', () => {
    const frequent = createTalk();
    frequent.conversations.onReady(frequent.connectionTo('Alice'));
    for (let second = 0; second < 60; second += 1) {
      for (let count = 0; count < 50; count += 1) frequent.conversations.onText(frequent.connectionTo('Alice'), '{');
      frequent.wait(1000);
    }
    expect(frequent.flooders).toEqual([]);

    const large = createTalk();
    large.conversations.onReady(large.connectionTo('Alice'));
    large.conversations.onText(large.connectionTo('Alice'), '['.repeat(1_000_000));
    expect(large.flooders).toEqual([]);
    large.conversations.onText(large.connectionTo('Alice'), '['.repeat(100));
    expect(large.flooders).toEqual([idOf('Alice')]);
  });

  test('W6: parts of a file do not count, but for those too small to be any', () => {
    const { conversations, flooders, connectionTo } = createTalk();
    conversations.onReady(connectionTo('Alice'));
    for (let count = 0; count < 5000; count += 1) conversations.onBytes(connectionTo('Alice'), 16 * 1024);
    expect(flooders).toEqual([]);
    for (let count = 0; count < 201; count += 1) conversations.onBytes(connectionTo('Alice'), 13);
    expect(flooders).toEqual([idOf('Alice')]);
  });

  test('W7: a second hello on a connection makes nothing be sent again', () => {
    const { conversations, mediaState, sent, connectionTo, says } = createTalk();
    for (let count = 0; count < 50; count += 1) mediaState.send(idOf('Alice'), muted);
    conversations.onReady(connectionTo('Alice'));
    says('Alice', hello);
    expect(sent).toHaveLength(51);
    for (let count = 0; count < 100; count += 1) says('Alice', hello);
    expect(sent).toHaveLength(51);
  });

  test('W8: of each type only so many messages are heard, and of the other types no fewer for that', () => {
    const { conversations, state, connectionTo, says, wait, now } = createTalk();
    const feature = {
      messages: conversations,
      state: signal(state),
      now,
      notify: () => undefined,
      schedule: () => () => undefined,
    };
    const shown = createChat({ ...feature, timeOfDay: now });
    const reactions = createReactions(feature);
    const hands = createHands(feature);
    conversations.onReady(connectionTo('Alice'));
    conversations.onReady(connectionTo('Bob'));
    for (let count = 0; count < 150; count += 1) says('Alice', volatile(chat('spam')));
    for (let count = 0; count < 20; count += 1) says('Alice', volatile({ type: 'reaction', kind: 'laugh' }));
    says('Alice', volatile({ type: 'hand', order: 1 }));
    says('Bob', volatile(chat('Help')));
    expect(shown.entries.value).toHaveLength(101);
    expect(shown.entries.value.at(-1)?.text).toBe('Help');
    expect(reactions.shown.value).toHaveLength(8);
    expect(hands.queue.value).toHaveLength(1);
    wait(1000);
    for (let count = 0; count < 20; count += 1) says('Alice', volatile(chat('spam')));
    expect(shown.entries.value).toHaveLength(103);
  });
});

describe('a page that has much to say', () => {
  test('W9: sends it bit by bit, and never more than the other side takes', () => {
    const { conversations, sent, connectionTo, says, beats, flooders, now } = createTalk();
    const taken = createAllowance(RECEIVED, now);
    const chatting = conversations.channel('chat', chatSchema);
    const volatileState = conversations.channel('volatile-state', mediaStateSchema, { isVolatile: () => true });
    for (let count = 0; count < 1000; count += 1) chatting.send(idOf('Alice'), chat(`${count}`));
    conversations.onReady(connectionTo('Alice'));
    says('Alice', hello);

    const bodies: string[] = [];
    let lastSeq = 0;
    let looked = 0;
    for (let beat = 0; beat < 200 && bodies.length < 1000; beat += 1) {
      for (; looked < sent.length; looked += 1) {
        const { frame, text } = sent[looked] ?? { frame: hello, text: '' };
        expect(taken.take(text.length)).toBe(true);
        if (frame.type !== 'data') continue;
        lastSeq = frame.seq;
        bodies.push((frame.body as { text: string }).text);
      }
      says('Alice', { type: 'ack', seq: lastSeq });
      for (let count = 0; count < 25; count += 1) volatileState.send(idOf('Alice'), muted);
      beats();
    }
    expect(bodies).toEqual(Array.from({ length: 1000 }, (_, index) => `${index}`));
    expect(flooders).toEqual([]);
  });
});
