import { describe, expect, test } from '@jest/globals';
import { signal } from '@preact/signals-core';
import { createChannels } from '../../../../../src/client/call/messages/channels.ts';
import { createConversations } from '../../../../../src/client/call/messages/conversations.ts';
import { sharePausedVideos } from '../../../../../src/client/call/video/paused-videos.ts';
import { UNSEEN, type View } from '../../../../../src/client/call/video/view.ts';
import { exchangeViews } from '../../../../../src/client/call/video/views.ts';
import { createStillLifetime } from '../../../../support/lifetime.ts';
import { createScene, enter, idOf, participant } from '../../../../support/scene.ts';
import { pictureId } from '../../../../../src/client/call/words.ts';

const [alice, bob] = [participant('Alice', 1), participant('Bob', 2)];
const ALICE = idOf('Alice');
const BOB = idOf('Bob');
const view = (width: number): View => ({ width, height: 100, priority: 'normal' });

/** Alice and Bob are in the room with us; time passes when it is told to. */
function createTalk() {
  const scene = createScene(alice, bob);
  scene.happens(...enter(3, alice, bob));
  const state = signal(scene.state);
  const sent: [string, object][] = [];
  const tasks = new Set<() => void>();
  const ownShares = signal<ReadonlySet<string>>(new Set());
  const note = (to: string, message: object): boolean => sent.push([to, message]) > 0;
  const messages = createChannels({
    now: () => 0,
    lifetime: createStillLifetime(),
    everybody: () => state.peek().links.keys(),
    send: note,
    sendVolatile: note,
  });
  return {
    state,
    messages,
    ownShares,
    lifetime: createStillLifetime((task) => {
      tasks.add(task);
      return () => void tasks.delete(task);
    }),
    pass() {
      for (const task of [...tasks]) {
        tasks.delete(task);
        task();
      }
    },
    /** What was sent since the last look. */
    sent: () => sent.splice(0),
    greetingTo(id: string) {
      sent.length = 0;
      messages.greet(id);
      return sent.splice(0).map(([, message]) => message);
    },
    hears: (from: string, message: object) => messages.receive(from, message, 1),
    leaves(name: string) {
      scene.happens({ type: 'room:fact', fact: { type: 'participant:left', rev: 21, id: idOf(name), reason: 'left' } });
      state.value = scene.state;
    },
  };
}

test('U1: a view that is sent again, because a connection lost it, does not come after a newer one', () => {
  const { state } = createTalk();
  const connection = state.value.links.get(BOB)?.health.connection ?? '';
  const sent: { type: string; body?: unknown }[] = [];
  const lifetime = createStillLifetime();
  const conversations = createConversations({
    session: 'me',
    state: () => state.value,
    now: () => 0,
    lifetime,
    sendText: (_connection, text) => sent.push(JSON.parse(text) as { type: string }),
    packetsReceived: () => Promise.resolve(0),
    onSilence: () => undefined,
    onStall: () => undefined,
    onFlood: () => undefined,
  });
  const views = exchangeViews({
    messages: conversations,
    state,
    ownShares: signal(new Set<string>()),
    lifetime,
  });
  views.show(new Map([[BOB, UNSEEN]]));
  conversations.onReady(connection);
  views.show(new Map([[BOB, view(20)]]));
  conversations.onText(connection, JSON.stringify({ type: 'hello', session: 'theirs', next: 1, heard: null }));
  expect(sent.filter(({ body }) => body !== undefined).at(-1)?.body).toEqual({ type: 'view', ...view(20) });
});

describe('U1: how large we show the others', () => {
  test('is told to each of them once it has been so for a moment', () => {
    const talk = createTalk();
    const views = exchangeViews(talk);
    views.show(
      new Map([
        [ALICE, view(10)],
        [BOB, view(20)],
      ]),
    );
    talk.sent();
    views.show(
      new Map([
        [ALICE, view(15)],
        [BOB, view(20)],
      ]),
    );
    views.show(
      new Map([
        [ALICE, view(30)],
        [BOB, view(20)],
      ]),
    );
    expect(talk.sent()).toEqual([]);
    talk.pass();
    expect(talk.sent()).toEqual([[ALICE, { type: 'view', ...view(30) }]]);
  });

  test('U2: is told at once where somebody is no longer seen, or seen again', () => {
    const talk = createTalk();
    const views = exchangeViews(talk);
    views.show(
      new Map([
        [ALICE, view(10)],
        [BOB, view(20)],
      ]),
    );
    talk.sent();
    views.show(
      new Map([
        [ALICE, UNSEEN],
        [BOB, view(20)],
      ]),
    );
    expect(talk.sent()).toEqual([[ALICE, { type: 'view', width: 0, height: 0, priority: 'normal' }]]);
    expect(views.isWatching(ALICE)).toBe(false);
    views.show(
      new Map([
        [ALICE, view(10)],
        [BOB, view(20)],
      ]),
    );
    expect(talk.sent()).toEqual([[ALICE, { type: 'view', ...view(10) }]]);
  });

  test('U3: comes first on a new connection, but not before a tile has been drawn', () => {
    const talk = createTalk();
    const views = exchangeViews(talk);
    expect(talk.greetingTo(ALICE)).toEqual([]);
    expect(views.isWatching(ALICE)).toBe(true);
    views.show(new Map([[ALICE, view(10)]]));
    expect(talk.greetingTo(ALICE)).toEqual([{ type: 'view', ...view(10) }]);
    expect(talk.greetingTo(BOB)).toEqual([]);
    expect(views.isWatching(BOB)).toBe(true);
  });

  test('is heard from the others, and forgotten when they leave', () => {
    const talk = createTalk();
    const { theirs } = exchangeViews(talk);
    talk.hears(ALICE, { type: 'view', ...view(10) });
    expect(theirs.value).toEqual(new Map([[ALICE, view(10)]]));
    talk.leaves('Alice');
    expect(theirs.value.size).toBe(0);
  });
});

describe('U8: how large screens are shown', () => {
  test('is told to who shares them, beside how large their face is', () => {
    const talk = createTalk();
    const views = exchangeViews(talk);
    views.show(
      new Map([
        [ALICE, view(10)],
        [pictureId(ALICE, 'screen_a'), view(400)],
      ]),
    );
    expect(talk.sent()).toEqual([
      [ALICE, { type: 'view', ...view(10) }],
      [ALICE, { type: 'view', share: 'screen_a', ...view(400) }],
    ]);
    expect(talk.greetingTo(ALICE)).toHaveLength(2);
    expect(talk.greetingTo(BOB)).toEqual([]);
    views.show(new Map([[pictureId(ALICE, 'screen_a'), UNSEEN]]));
    expect(views.isWatching(pictureId(ALICE, 'screen_a'))).toBe(false);
    expect(views.isWatching(ALICE)).toBe(true);
  });

  test('is heard of our own screens, until they end, and of no others', () => {
    const talk = createTalk();
    const { theirs } = exchangeViews(talk);
    talk.ownShares.value = new Set(['screen_me']);
    talk.hears(ALICE, { type: 'view', share: 'screen_me', ...view(400) });
    talk.hears(ALICE, { type: 'view', share: 'screen_made_up', ...view(400) });
    expect([...theirs.value.keys()]).toEqual([pictureId(ALICE, 'screen_me')]);
    talk.ownShares.value = new Set();
    expect(theirs.value.size).toBe(0);
  });
});

describe('U5: who sends no video though somebody looks', () => {
  test('says so to those who look, once, and when it is over', () => {
    const talk = createTalk();
    const heldBack = sharePausedVideos(talk.messages, talk.state, talk.lifetime);
    heldBack.hold(new Set([ALICE]));
    heldBack.hold(new Set([ALICE]));
    expect(talk.sent()).toEqual([[ALICE, { type: 'held-back', isHeldBack: true }]]);
    expect(talk.greetingTo(ALICE)).toEqual([{ type: 'held-back', isHeldBack: true }]);
    heldBack.hold(new Set());
    expect(talk.sent()).toEqual([[ALICE, { type: 'held-back', isHeldBack: false }]]);
  });

  test('is known here until they send again, or leave', () => {
    const talk = createTalk();
    const { byOthers } = sharePausedVideos(talk.messages, talk.state, talk.lifetime);
    talk.hears(ALICE, { type: 'held-back', isHeldBack: true });
    talk.hears(BOB, { type: 'held-back', isHeldBack: true });
    talk.hears(BOB, { type: 'held-back', isHeldBack: false });
    expect([...byOthers.value]).toEqual([ALICE]);
    talk.leaves('Alice');
    expect(byOthers.value.size).toBe(0);
  });
});
