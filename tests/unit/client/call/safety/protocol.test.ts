import { beforeEach, describe, expect, test } from '@jest/globals';
import { createRandom } from '../../../../support/random.ts';
import { createSafetyRoom, UNKNOWN, type SafetyRoom } from '../../../../support/safety-room.ts';
import { idOf } from '../../../../support/scene.ts';

let room: SafetyRoom;
beforeEach(() => {
  room = createSafetyRoom();
});

const codesOf = (...names: string[]): Set<string | null> => new Set(names.map((name) => room.code(name)));

/** The one code that all of them show. */
function expectOneCode(...names: string[]): string {
  for (const name of names) expect(room.state(name)).toMatchObject({ type: 'code', doubts: [] });
  const codes = [...codesOf(...names)];
  expect(codes).toHaveLength(1);
  return codes[0] ?? '';
}

describe('people between whom nobody is', () => {
  test('Y5: one who is alone has no code', () => {
    room.see('Alice', ['Alice']);
    expect(room.state('Alice')).toEqual({ type: 'alone' });
  });

  test.each([[['Alice', 'Bob']], [['Alice', 'Bob', 'Carol']], [['P1', 'P2', 'P3', 'P4', 'P5', 'P6', 'P7', 'P8']]])(
    'Y2, Y3: %j arrive at one code of seven symbols',
    (names) => {
      room.meet(...names);
      for (const name of names) expect(room.state(name)).toEqual({ type: 'checking' });
      room.deliver();
      expect(expectOneCode(...names)).toMatch(/^(?:\d{1,2} ){6}\d{1,2}$/);
    },
  );

  test('Y3: nobody reveals before having heard a commitment of everybody', () => {
    const names = ['Alice', 'Bob', 'Carol'];
    room.intercept = (message) => (message.from === idOf('Carol') ? [] : [message]);
    room.meet(...names);
    room.deliver();
    expect(room.sent.filter(({ from, message }) => message.kind === 'reveal' && from !== idOf('Carol'))).toEqual([]);
    expect(codesOf('Alice', 'Bob')).toEqual(new Set([null]));
  });

  test('Y5: the code is another one when somebody comes, and when somebody goes', () => {
    room.meet('Alice', 'Bob');
    room.deliver();
    const two = expectOneCode('Alice', 'Bob');
    room.meet('Alice', 'Bob', 'Carol');
    expect(codesOf('Alice', 'Bob', 'Carol')).toEqual(new Set([null]));
    room.deliver();
    const three = expectOneCode('Alice', 'Bob', 'Carol');
    room.meet('Alice', 'Bob');
    room.deliver();
    expect(new Set([two, three, expectOneCode('Alice', 'Bob')]).size).toBe(3);
  });

  test('Y5: a page that is reloaded has another certificate, and all have another code', () => {
    room.meet('Alice', 'Bob', 'Carol');
    room.deliver();
    const before = expectOneCode('Alice', 'Bob', 'Carol');
    room.reload('Bob', 'the new Bob');
    // Bob's page comes first: to the others he never went.
    room.see('Bob', ['Alice', 'Bob', 'Carol']);
    room.deliver();
    room.see('Carol', ['Alice', 'Bob', 'Carol']);
    room.deliver();
    room.see('Alice', ['Alice', 'Bob', 'Carol']);
    room.deliver();
    expect(expectOneCode('Alice', 'Bob', 'Carol')).not.toBe(before);
  });

  test('Y2: in whatever order things happen, all end with one code', () => {
    for (let seed = 1; seed <= 150; seed += 1) {
      room = createSafetyRoom();
      room.see('Alice', ['Alice', 'Bob']);
      room.deliver(seed);
      room.see('Carol', ['Alice', 'Bob', 'Carol']);
      room.see('Bob', ['Alice', 'Bob', 'Carol']);
      if (seed % 2 === 0) room.deliver(seed);
      room.see('Dave', ['Alice', 'Bob', 'Carol', 'Dave']);
      room.see('Alice', ['Alice', 'Bob', 'Carol', 'Dave']);
      if (seed % 3 === 0) room.deliver(seed);
      room.reload('Carol', 'the new Carol');
      for (const name of ['Carol', 'Bob', 'Dave', 'Alice']) room.see(name, ['Alice', 'Bob', 'Carol', 'Dave']);
      room.deliver(seed);
      expectOneCode('Alice', 'Bob', 'Carol', 'Dave');
    }
  });

  test('Y2: somebody who leaves and comes back to the same people has a code with them again', () => {
    room.meet('Alice', 'Bob');
    room.deliver();
    const before = expectOneCode('Alice', 'Bob');
    room.see('Alice', ['Alice']);
    expect(room.state('Alice')).toEqual({ type: 'alone' });
    // Bob has not noticed that Alice went.
    room.see('Alice', ['Alice', 'Bob']);
    room.deliver();
    expect(expectOneCode('Alice', 'Bob')).not.toBe(before);
  });

  test('Y6: a page whose code of this feature comes late asks for what it has missed', () => {
    room.see('Alice', ['Alice', 'Bob']);
    room.intercept = () => [];
    room.deliver();
    room.intercept = (message) => [message];
    room.see('Bob', ['Alice', 'Bob']);
    room.deliver();
    expectOneCode('Alice', 'Bob');
  });

  test('Y6: what gets lost is asked for again', async () => {
    const random = createRandom(7);
    room.intercept = (message) => (random.next() < 0.5 ? [message] : []);
    room.meet('Alice', 'Bob', 'Carol');
    for (let turn = 0; turn < 20; turn += 1) {
      room.deliver();
      await room.clock.pass(60_000);
    }
    room.deliver();
    expectOneCode('Alice', 'Bob', 'Carol');
    expect(room.clock.waiting).toBe(0);
  });

  test('Y2: eight who come one after the other say little', () => {
    const names = ['P1', 'P2', 'P3', 'P4', 'P5', 'P6', 'P7', 'P8'];
    names.forEach((_name, index) => {
      room.meet(...names.slice(0, index + 1));
      room.deliver();
    });
    expectOneCode(...names);
    const toOne = room.sent.filter(({ from, to }) => from === idOf('P1') && to === idOf('P2'));
    // Seven rounds, each with a commitment and a statement, and an answer where both asked.
    expect(toOne.length).toBeLessThanOrEqual(7 * 3);
    expect(room.clock.waiting).toBe(0);
  });
});

describe('somebody who does not take part', () => {
  test('Y6: an older page never answers, and is named after 15 s', async () => {
    room.see('Alice', ['Alice', 'Bob', 'Carol']);
    room.see('Bob', ['Alice', 'Bob', 'Carol']);
    room.deliver();
    await room.clock.pass(14_000);
    expect(room.state('Alice')).toEqual({ type: 'checking' });
    await room.clock.pass(2000);
    for (const name of ['Alice', 'Bob'])
      expect(room.state(name)).toEqual({ type: 'impossible', because: [idOf('Carol')] });
    const before = room.sent.length;
    await room.clock.pass(600_000);
    // At most one question a minute from each of the two.
    expect(room.sent.length - before).toBeLessThan(2 * 15);
  });

  test('Y6: it is possible again when they leave, and when they take part after all', async () => {
    room.see('Alice', ['Alice', 'Bob', 'Carol']);
    room.see('Bob', ['Alice', 'Bob', 'Carol']);
    room.deliver();
    await room.clock.pass(20_000);
    room.see('Carol', ['Alice', 'Bob', 'Carol']);
    room.deliver();
    expectOneCode('Alice', 'Bob', 'Carol');
    room.meet('Alice', 'Bob');
    room.deliver();
    expectOneCode('Alice', 'Bob');
  });

  test('Y6: a page without a connection with somebody says nothing, and names who is missing', async () => {
    room.see('Bob', ['Alice', 'Bob', 'Carol']);
    room.see('Carol', ['Alice', 'Bob', 'Carol']);
    room.see('Alice', ['Alice', 'Bob', 'Carol'], { Carol: UNKNOWN });
    room.deliver();
    await room.clock.pass(20_000);
    room.deliver();
    expect(room.sent.filter(({ from }) => from === idOf('Alice'))).toEqual([]);
    expect(room.state('Alice')).toEqual({ type: 'impossible', because: [idOf('Carol')] });
    expect(room.state('Bob')).toEqual({ type: 'impossible', because: [idOf('Alice')] });
    room.see('Alice', ['Alice', 'Bob', 'Carol']);
    room.deliver();
    expectOneCode('Alice', 'Bob', 'Carol');
  });
});
