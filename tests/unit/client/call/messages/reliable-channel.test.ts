import { describe, expect, test } from '@jest/globals';
import {
  createReliableChannel,
  decodeFrame,
  type ReliableChannel,
} from '../../../../../src/client/call/messages/reliable-channel.ts';
import { createRandom } from '../../../../support/random.ts';

/** Two ends, and connections between them that lose everything when they break. */
function createLine(aliceSession = 'alice', bobSession = 'bob') {
  const ends = { alice: createReliableChannel(aliceSession), bob: createReliableChannel(bobSession) };
  const heard = { alice: [] as unknown[], bob: [] as unknown[] };
  let wire: { to: 'alice' | 'bob'; text: string }[] = [];
  let isUp = false;

  const put = (to: 'alice' | 'bob', text: string | null): void => {
    if (isUp && text !== null) wire.push({ to, text });
  };
  function deliver(count = Infinity): void {
    for (let index = 0; index < count && wire.length > 0; index += 1) {
      const item = wire.shift();
      const frame = item && decodeFrame(item.text);
      if (!item || !frame) continue;
      const { messages, replies } = ends[item.to].receive(frame);
      heard[item.to].push(...messages);
      pump();
      for (const reply of replies) put(item.to === 'alice' ? 'bob' : 'alice', reply);
    }
  }
  /** All that may be sent now. */
  function pump(): void {
    if (!isUp) return;
    for (const [from, to] of [
      ['alice', 'bob'],
      ['bob', 'alice'],
    ] as const) {
      for (let next = ends[from].take(() => true); next !== null; next = ends[from].take(() => true)) put(to, next);
    }
  }
  return {
    heard,
    ends,
    deliver,
    wireLength: () => wire.length,
    up() {
      isUp = true;
      wire = [];
      put('bob', ends.alice.open());
      put('alice', ends.bob.open());
    },
    cut() {
      isUp = false;
      wire = [];
    },
    say(message: unknown) {
      ends.alice.send(message);
      pump();
    },
    beat() {
      put('bob', ends.alice.heartbeat());
      put('alice', ends.bob.heartbeat());
    },
    reloadBob() {
      ends.bob = createReliableChannel('bob-reloaded');
      heard.bob = [];
    },
  };
}

describe('a reliable channel', () => {
  test('C10: delivers in order', () => {
    const line = createLine();
    line.up();
    for (const message of ['a', 'b', 'c']) line.say(message);
    line.deliver();

    expect(line.heard.bob).toEqual(['a', 'b', 'c']);
  });

  test('C10: delivers what was said while there was no connection', () => {
    const line = createLine();
    line.say('before');
    line.up();
    line.deliver();
    line.cut();
    line.say('between');
    line.up();
    line.deliver();

    expect(line.heard.bob).toEqual(['before', 'between']);
  });

  test('C10: delivers once what was sent again', () => {
    const line = createLine();
    line.up();
    line.deliver();
    line.say('a');
    line.deliver();
    // The acknowledgement is lost with the connection.
    line.cut();
    line.up();
    line.deliver();

    expect(line.heard.bob).toEqual(['a']);
  });

  test('C10: keeps nothing that was acknowledged', () => {
    const line = createLine();
    line.up();
    line.deliver();
    line.say('a');
    line.deliver();
    line.beat();
    line.deliver();
    line.cut();
    line.up();
    line.deliver(2);

    expect(line.wireLength()).toBe(0);
  });

  test('C10: a page that was reloaded hears what its predecessor did not', () => {
    const line = createLine();
    line.up();
    line.deliver();
    line.say('heard');
    line.deliver();
    line.beat();
    line.deliver();
    line.cut();
    line.say('unheard');
    line.reloadBob();
    line.up();
    line.deliver();
    line.say('new');
    line.deliver();

    expect(line.heard.bob).toEqual(['unheard', 'new']);
  });

  test('C10: 1,000 messages over a line that breaks at random arrive once and in order', () => {
    const random = createRandom(7);
    const line = createLine();
    line.up();
    const said = Array.from({ length: 1000 }, (_, index) => index);
    for (const message of said) {
      line.say(message);
      if (random.next() < 0.3) line.deliver(random.integer(20));
      if (random.next() < 0.1) line.beat();
      if (random.next() < 0.05) line.cut();
      if (random.next() < 0.1) line.up();
    }
    line.up();
    line.deliver();

    expect(line.heard.bob).toEqual(said);
  });

  test('C10: has little under way that is not acknowledged', () => {
    const channel = createReliableChannel('alice');
    for (let count = 0; count < 100; count += 1) channel.send(count);
    const takeAll = (): number => {
      let count = 0;
      while (channel.take(() => true) !== null) count += 1;
      return count;
    };
    expect(takeAll()).toBe(64);
    channel.receive({ type: 'ack', seq: 10 });
    expect(takeAll()).toBe(10);
    expect(channel.take(() => false)).toBeNull();
  });

  test('C10: an acknowledgement of what was never sent does no harm', () => {
    const channel = createReliableChannel('alice');
    channel.receive({ type: 'ack', seq: Number.MAX_SAFE_INTEGER });
    channel.send('a');
    expect(channel.take(() => true)).toContain('"seq":1,');
  });

  test('C10: does not remember without bound', () => {
    const channel = createReliableChannel('alice');
    let sent = 0;
    while (channel.send('x')) sent += 1;
    expect(sent).toBe(5000);

    const large: ReliableChannel = createReliableChannel('alice');
    const megabyte = 'x'.repeat(1024 * 1024);
    expect([1, 2, 3, 4, 5].map(() => large.send(megabyte))).toEqual([true, true, true, false, false]);
  });

  test.each([
    ['no JSON', '{'],
    ['binary', new ArrayBuffer(2)],
    ['an unknown type', '{"type":"eval"}'],
    ['a number that is none', '{"type":"data","seq":-1,"body":1}'],
    ['nested too deep', '['.repeat(50_000)],
  ])('C7: drops a frame that is %s', (_what, raw) => {
    expect(decodeFrame(raw)).toBeNull();
  });
});

test('C10: an acknowledgement that is meant for the page before a reload costs the new page none of its messages', () => {
  const hand = (from: string, to: ReliableChannel): readonly unknown[] => {
    const frame = decodeFrame(from);
    return frame ? to.receive(frame).messages : [];
  };
  const takeAll = (from: ReliableChannel): string[] => {
    const taken: string[] = [];
    for (let next = from.take(() => true); next !== null; next = from.take(() => true)) taken.push(next);
    return taken;
  };
  const bob = createReliableChannel('bob');
  const before = createReliableChannel('alice');
  hand(before.open(), bob);
  hand(bob.open(), before);
  for (const message of ['a', 'b', 'c']) before.send(message);
  expect(takeAll(before).flatMap((frame) => hand(frame, bob))).toEqual(['a', 'b', 'c']);

  const alice = createReliableChannel('alice-reloaded');
  const hello = alice.open();
  alice.send('x');
  hand(bob.heartbeat(), alice);
  hand(bob.open(), alice);
  hand(hello, bob);
  expect(takeAll(alice).flatMap((frame) => hand(frame, bob))).toEqual(['x']);

  hand(bob.heartbeat(), alice);
  hand(bob.open(), alice);
  expect(takeAll(alice)).toEqual([]);
});
