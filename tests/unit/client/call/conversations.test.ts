import { describe, expect, test } from '@jest/globals';
import { createConversations } from '../../../../src/client/call/conversations.ts';
import { createScene, enter, idOf, participant } from '../../../support/scene.ts';

const alice = participant('Alice', 1);
const bob = participant('Bob', 2);
const muted = { type: 'media-state', microphone: false, camera: true } as const;

/** Alice and Bob are in the room with us; what is sent to them is kept. */
function createTalk() {
  const scene = createScene(alice, bob);
  scene.happens(...enter(3, alice, bob));
  const sent: { connection: string; frame: { type: string; body?: unknown } }[] = [];
  const conversations = createConversations({
    session: 'me',
    state: () => scene.state,
    now: () => 0,
    schedule: () => () => undefined,
    sendText: (connection, text) => sent.push({ connection, frame: JSON.parse(text) as { type: string } }),
    packetsReceived: () => Promise.resolve(0),
    onSilence: () => undefined,
    onStall: () => undefined,
    onWake: () => undefined,
  });
  const connectionTo = (name: string): string => scene.link(name)?.health.connection ?? '';
  return { conversations, sent, connectionTo };
}

describe('what is said to the others', () => {
  test('C10: waits for a connection, and goes to whom it is meant for', () => {
    const { conversations, sent, connectionTo } = createTalk();
    expect(conversations.send(idOf('Alice'), muted)).toBe(true);
    expect(sent).toEqual([]);

    conversations.onReady(connectionTo('Alice'));
    conversations.onReady(connectionTo('Bob'));
    expect(sent.map(({ connection, frame }) => [connection, frame.type])).toEqual([
      [connectionTo('Alice'), 'hello'],
      [connectionTo('Bob'), 'hello'],
    ]);
    conversations.onText(connectionTo('Alice'), JSON.stringify({ type: 'hello', session: 'a', next: 1, heard: null }));
    expect(sent.at(-1)).toMatchObject({ connection: connectionTo('Alice'), frame: { type: 'data', body: muted } });
  });

  test('is refused for somebody with whom there is no link', () => {
    expect(createTalk().conversations.send(idOf('Carol'), muted)).toBe(false);
  });

  test('a greeting comes first on every connection', () => {
    const { conversations, sent, connectionTo } = createTalk();
    conversations.greet(() => [muted]);
    conversations.onReady(connectionTo('Bob'));
    expect(sent.map(({ frame }) => frame.type)).toEqual(['hello', 'data']);
  });

  test('what is volatile is lost without a connection, and not repeated', () => {
    const { conversations, sent, connectionTo } = createTalk();
    conversations.sendVolatile(idOf('Alice'), muted);
    conversations.onReady(connectionTo('Alice'));
    conversations.sendVolatile(idOf('Alice'), muted);
    expect(sent.map(({ frame }) => frame.type)).toEqual(['hello', 'volatile']);
  });

  test('C7: a message of a known type is heard with its sender, anything else is dropped', () => {
    const { conversations, connectionTo } = createTalk();
    const heard: unknown[] = [];
    const stop = conversations.on('media-state', (from, message) => heard.push([from, message]));
    conversations.onReady(connectionTo('Alice'));
    const say = (body: unknown): void =>
      conversations.onText(connectionTo('Alice'), JSON.stringify({ type: 'volatile', body }));

    say(muted);
    say({ type: 'unheard-of' });
    say(null);
    expect(heard).toEqual([[idOf('Alice'), muted]]);
    stop();
    say(muted);
    expect(heard).toHaveLength(1);
  });
});
