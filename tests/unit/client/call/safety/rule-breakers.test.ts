import { beforeEach, describe, expect, test } from '@jest/globals';
import { beginRound, type Round } from '../../../../../src/client/call/safety/round.ts';
import type { SafetyMessage } from '../../../../../src/client/call/safety/safety-message.ts';
import { digestOf, readStatement } from '../../../../../src/client/call/safety/statement.ts';
import { certificate, createSafetyRoom, type SafetyRoom } from '../../../../support/safety-room.ts';
import { idOf } from '../../../../support/scene.ts';

const [ALICE, BOB, CAROL] = ['Alice', 'Bob', 'Carol'].map(idOf) as [string, string, string];
const ALL = ['Alice', 'Bob', 'Carol'];

let room: SafetyRoom;
beforeEach(() => {
  room = createSafetyRoom();
});

const codes = (...names: string[]): (string | null)[] => names.map((name) => room.code(name));

describe('somebody who breaks the rules', () => {
  const revealsOf = (from: string) =>
    room.sent.flatMap((each) => (each.from === from && each.message.kind === 'reveal' ? [each.message] : []));

  test('Y3: a commitment that comes late meets a new round with a new nonce, not the statement that was revealed', () => {
    room.meet('Alice', 'Bob');
    room.deliver();
    const [first] = revealsOf(ALICE);
    if (!first) throw new Error('nothing was revealed');
    // Bob has read what Alice revealed, and would like to have committed to something else.
    const { epoch, round, text } = first;
    const message = {
      kind: 'commit',
      epoch,
      round,
      commitment: digestOf('chosen afterwards'),
      isAsking: false,
    } as const;
    room.inject({ from: BOB, to: ALICE, message });
    expect(room.code('Alice')).toBeNull();
    room.deliver();
    expect(revealsOf(ALICE).map((each) => each.round)).toEqual([1, 2]);
    expect(revealsOf(ALICE)[1]?.text).not.toBe(text.replace('"round":1', '"round":2'));
    expect(new Set(codes('Alice', 'Bob')).size).toBe(1);
  });

  test('Y3: a statement is revealed for one set of commitments only', () => {
    // Mallory commits, hears Alice's statement, and commits again, over and over.
    room.intercept = (message) => [message];
    room.meet('Alice', 'Bob');
    room.deliver();
    for (let turn = 0; turn < 20; turn += 1) {
      const last = revealsOf(ALICE).at(-1);
      if (!last) throw new Error('nothing was revealed');
      const { epoch, round } = last;
      room.inject({
        from: BOB,
        to: ALICE,
        message: { kind: 'commit', epoch, round, commitment: digestOf(`${turn}`), isAsking: true },
      });
      room.deliver();
    }
    const seen = new Map<number, string>();
    for (const { round, text } of revealsOf(ALICE)) {
      expect(seen.get(round) ?? text).toBe(text);
      seen.set(round, text);
    }
    expect(new Set(seen.values()).size).toBe(seen.size);
    expect(seen.size).toBeGreaterThan(20);
    // And Bob's own page comes along each time.
    expect(new Set(codes('Alice', 'Bob')).size).toBe(1);
  });

  test.each<[string, (message: SafetyMessage & { kind: 'reveal' }) => string]>([
    ['something that was not committed to', ({ text }) => text.replace(/"nonce":"./, '"nonce":"0')],
    ['no statement at all', () => 'hello'],
    ['nothing', () => ''],
  ])('Y4: who reveals %s gives no code', async (_what, forge) => {
    room.intercept = (each) =>
      each.from === BOB && each.message.kind === 'reveal'
        ? [{ ...each, message: { ...each.message, text: `${forge(each.message)} ` } }]
        : [each];
    room.meet(...ALL);
    room.deliver();
    await room.clock.pass(20_000);
    for (const name of ['Alice', 'Carol']) expect(room.state(name)).toEqual({ type: 'impossible', because: [BOB] });
    expect(room.code('Bob')).not.toBeNull();
  });

  const people = new Map([
    [ALICE, certificate(ALICE)],
    [CAROL, certificate(CAROL)],
  ]);

  test.each<[string, (epoch: string, round: number) => Round]>([
    [
      'the statement of somebody else',
      (epoch, round) =>
        beginRound(
          { epoch, round, selfId: CAROL, members: [], view: { own: certificate(CAROL), others: people } },
          digestOf('x'),
        ),
    ],
    [
      'the statement of another round',
      (epoch, round) =>
        beginRound(
          { epoch, round: round + 1, selfId: BOB, members: [], view: { own: certificate(BOB), others: people } },
          digestOf('x'),
        ),
    ],
    [
      'the statement of another set of people',
      (_epoch, round) =>
        beginRound(
          {
            epoch: digestOf('others'),
            round,
            selfId: BOB,
            members: [],
            view: { own: certificate(BOB), others: people },
          },
          digestOf('x'),
        ),
    ],
    [
      'a statement that leaves somebody out',
      (epoch, round) =>
        beginRound(
          {
            epoch,
            round,
            selfId: BOB,
            members: [],
            view: { own: certificate(BOB), others: new Map([...people].slice(0, 1)) },
          },
          digestOf('x'),
        ),
    ],
  ])('Y4: who commits to %s gives no code', async (_what, make) => {
    room.intercept = (each) => {
      if (each.from !== BOB) return [each];
      const { epoch, round, kind } = each.message;
      const { commitment, text } = make(epoch, round);
      if (kind === 'reveal') return [{ ...each, message: { ...each.message, text } }];
      return [{ ...each, message: { ...each.message, commitment } }];
    };
    room.meet(...ALL);
    room.deliver();
    await room.clock.pass(20_000);
    expect(room.state('Alice')).toEqual({ type: 'impossible', because: [BOB] });
  });

  test('Y4: what somebody said is not taken for what another says: a page hears no echo of itself', async () => {
    room.intercept = (each) => (each.from === ALICE ? [{ ...each, from: BOB, to: ALICE }] : []);
    room.see('Alice', ['Alice', 'Bob']);
    room.deliver();
    await room.clock.pass(20_000);
    expect(room.state('Alice')).toEqual({ type: 'impossible', because: [BOB] });
  });

  test('Y2, Y3: what was said in an earlier visit, said again, gives no code of its own', () => {
    room.meet('Alice', 'Bob');
    room.deliver();
    const before = codes('Alice');
    const old = room.sent.filter(({ from }) => from === BOB);
    room.see('Alice', ['Alice']);
    room.see('Alice', ['Alice', 'Bob']);
    old.forEach(room.inject);
    const replayed = room.code('Alice');
    // Bob's old statement may be heard, but Alice's own is new, so this is another code than Bob has on his screen.
    expect(replayed).not.toBe(before[0]);
    expect(replayed).not.toBe(room.code('Bob'));
    room.deliver();
    expect(new Set(codes('Alice', 'Bob')).size).toBe(1);
  });

  test('Y5: who tells two people different things has them see different codes', () => {
    const forged = new Map<number, Round>();
    room.intercept = (each) => {
      if (each.from !== CAROL || each.to !== BOB) return [each];
      const { epoch, round } = each.message;
      const others = new Map([ALICE, BOB].map((id) => [id, certificate(id)]));
      const view = { own: certificate(CAROL), others };
      const mine = forged.get(round) ?? beginRound({ epoch, round, selfId: CAROL, members: [], view }, digestOf('y'));
      forged.set(round, mine);
      if (each.message.kind === 'reveal') return [{ ...each, message: { ...each.message, text: mine.text } }];
      return [{ ...each, message: { ...each.message, commitment: mine.commitment } }];
    };
    room.meet(...ALL);
    room.deliver();
    const [alice, bob] = codes('Alice', 'Bob');
    expect(alice).not.toBeNull();
    expect(bob).not.toBeNull();
    expect(alice).not.toBe(bob);
  });

  test('Y2: who counts the rounds up to their end stops the code, and only while they are here', async () => {
    room.meet(...ALL);
    room.deliver();
    const { epoch } = revealsOf(ALICE)[0] ?? { epoch: '' };
    const message = { kind: 'commit', epoch, round: 1_000_000, commitment: digestOf('z'), isAsking: false } as const;
    room.inject({ from: CAROL, to: ALICE, message });
    room.deliver();
    room.inject({ from: CAROL, to: ALICE, message: { ...message, commitment: digestOf('another') } });
    room.deliver();
    await room.clock.pass(20_000);
    room.meet('Alice', 'Bob');
    room.deliver();
    expect(new Set(codes('Alice', 'Bob')).size).toBe(1);
    expect(room.code('Alice')).not.toBeNull();
  });

  test('Y2: somebody who is not in the room is not heard', () => {
    room.meet('Alice', 'Bob');
    const epoch = room.sent[0]?.message.epoch ?? '';
    room.inject({
      from: CAROL,
      to: ALICE,
      message: { kind: 'commit', epoch, round: 9, commitment: digestOf('z'), isAsking: true },
    });
    room.deliver();
    expect(room.sent.every(({ to, message }) => to !== CAROL && message.round === 1)).toBe(true);
    expect(new Set(codes('Alice', 'Bob')).size).toBe(1);
  });
});

test.each(['', 'null', '[]', '{}', '{"purpose":"madang safety statement 2"}', '{'.repeat(5000)])(
  'Y4: %j is no statement',
  (text) => {
    expect(readStatement(text)).toBeNull();
  },
);
