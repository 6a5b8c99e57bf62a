import { describe, expect, test } from '@jest/globals';
import {
  createHands,
  MAX_HAND_ORDER,
  nextOrder,
  queueOf,
  type Hands,
} from '../../../../../src/client/call/together/hands.ts';
import { createMeeting } from '../../../../support/meeting.ts';
import { createRandom } from '../../../../support/random.ts';
import { idOf } from '../../../../support/scene.ts';

const NAMES = ['Alice', 'Bob', 'Carol', 'Dave'];

function createHandsOf(...names: string[]) {
  const meeting = createMeeting(...names);
  const all = new Map(
    names.map((name): [string, Hands] => [name, createHands({ ...meeting.page(name), now: () => 0 })]),
  );
  const of = (name: string): Hands => {
    const hands = all.get(name);
    if (!hands) throw new Error(`${name} has no hands`);
    return hands;
  };
  const connectAll = (): void =>
    names.forEach((name, index) => names.slice(index + 1).forEach((other) => meeting.connect(name, other)));
  return { meeting, of, connectAll };
}

describe('the order of raised hands', () => {
  test.each<[string, Record<string, number | null>, string[]]>([
    ['a hand that is down is not in it', { a: null }, []],
    ['the lowest number comes first', { a: 3, b: 1, c: 2 }, ['b', 'c', 'a']],
    ['of one number the lower id comes first', { b: 1, a: 1 }, ['a', 'b']],
  ])('W2: %s', (_what, orders, queue) => {
    expect(queueOf(new Map(Object.entries(orders)))).toEqual(queue);
  });

  test('W2: the next number is one more than the highest, and never beyond what is allowed', () => {
    expect(nextOrder(new Map())).toBe(1);
    expect(nextOrder(new Map(Object.entries({ a: 7, b: null })))).toBe(8);
    expect(nextOrder(new Map([['a', MAX_HAND_ORDER]]))).toBe(MAX_HAND_ORDER);
  });
});

describe('raised hands', () => {
  test('W2: stand in the order in which they were raised', () => {
    const { meeting, of, connectAll } = createHandsOf(...NAMES);
    connectAll();
    for (const name of ['Carol', 'Alice', 'Dave']) {
      of(name).setRaised(true);
      meeting.deliver();
    }
    for (const name of NAMES) expect(of(name).queue.value).toEqual(['Carol', 'Alice', 'Dave'].map(idOf));
    of('Carol').setRaised(false);
    meeting.deliver();
    for (const name of NAMES) expect(of(name).queue.value).toEqual(['Alice', 'Dave'].map(idOf));
  });

  test('W2: all pages order alike, however the messages overtake each other', () => {
    for (let seed = 1; seed <= 50; seed += 1) {
      const random = createRandom(seed);
      const pick = (): string => random.pick(NAMES);
      const { meeting, of, connectAll } = createHandsOf(...NAMES);
      connectAll();
      for (let step = 0; step < 30; step += 1) {
        const name = pick();
        if (random.next() < 0.5) of(name).setRaised(random.next() < 0.7);
        else meeting.deliver(name, pick());
      }
      meeting.deliver();
      const queues = NAMES.map((name) => of(name).queue.value);
      for (const queue of queues) expect(queue).toEqual(queues[0]);
    }
  });

  test('W2: somebody who comes later is told, but not as news', () => {
    const { meeting, of } = createHandsOf('Alice', 'Bob');
    of('Alice').setRaised(true);
    // Nothing that was said before reaches Bob; the greeting does.
    meeting.connect('Alice', 'Bob');
    expect(of('Bob').queue.value).toEqual([idOf('Alice')]);
    expect(meeting.page('Bob').notices).toEqual([]);
  });

  test('are news when they go up, once', () => {
    const { meeting, of, connectAll } = createHandsOf('Alice', 'Bob');
    connectAll();
    of('Alice').setRaised(true);
    of('Alice').setRaised(true);
    meeting.deliver();
    meeting.connect('Alice', 'Bob');
    of('Alice').setRaised(false);
    meeting.deliver();
    expect(meeting.page('Bob').notices).toEqual(['hand: Alice']);
  });

  test('somebody who waves without end is not news without end', () => {
    const { meeting, of, connectAll } = createHandsOf('Alice', 'Mallory');
    connectAll();
    for (let times = 0; times < 100; times += 1) {
      meeting.inject('Mallory', 'Alice', { type: 'hand', order: 1 });
      meeting.inject('Mallory', 'Alice', { type: 'hand', order: null });
    }
    expect(meeting.page('Alice').notices).toHaveLength(3);
    expect(of('Alice').queue.value).toEqual([]);
  });

  test('go down with whoever leaves, and on coming back', () => {
    const { meeting, of, connectAll } = createHandsOf('Alice', 'Bob');
    connectAll();
    of('Bob').setRaised(true);
    meeting.deliver();
    const left = { type: 'participant:left', rev: 11, id: idOf('Bob'), reason: 'left' } as const;
    meeting.page('Alice').happens({ type: 'room:fact', fact: left });
    expect(of('Alice').queue.value).toEqual([]);

    meeting.page('Bob').happens({ type: 'leave' });
    meeting.page('Bob').happens({ type: 'join', name: 'Bob' });
    expect(of('Bob').isRaised.value).toBe(false);
  });
});
