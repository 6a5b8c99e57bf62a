import { beforeEach, describe, expect, test } from '@jest/globals';
import { beginRound, type Round } from '../../../../../src/client/call/safety/round.ts';
import type { SafetyMessage } from '../../../../../src/client/call/safety/safety-message.ts';
import { digestOf, type View } from '../../../../../src/client/call/safety/statement.ts';
import { certificate, createSafetyRoom, type OnTheWay, type SafetyRoom } from '../../../../support/safety-room.ts';
import { idOf } from '../../../../support/scene.ts';

const [ALICE, BOB, CAROL] = ['Alice', 'Bob', 'Carol'].map(idOf) as [string, string, string];
const ALL = ['Alice', 'Bob', 'Carol'];
const MALLORY = certificate('Mallory');

let room: SafetyRoom;
beforeEach(() => {
  room = createSafetyRoom();
});

const codes = (...names: string[]): (string | null)[] => names.map((name) => room.code(name));

/** Everybody sees everybody's own certificate, but for Alice and Bob: Mallory sits between these two. */
function sitBetweenAliceAndBob(): void {
  room.see('Alice', ALL, { Bob: MALLORY });
  room.see('Bob', ALL, { Alice: MALLORY });
  room.see('Carol', ALL);
}

/**
 * Mallory as `as` to `to`: hears what the victim says, and says what a page would say that sees what the victim expects.
 * She need not wait for anybody.
 */
function impersonate(as: string, to: string, view: View, nonce: string) {
  let round: Round | null = null;
  const say = (message: SafetyMessage): OnTheWay => ({ from: as, to, message });
  return {
    answer(message: SafetyMessage): OnTheWay[] {
      const { epoch, round: number } = message;
      if (round?.epoch !== epoch || round.round !== number) {
        const members = [...view.others.keys()];
        round = beginRound(
          { epoch, round: number, selfId: as, members, view },
          digestOf(`${nonce} ${epoch} ${number}`),
        );
      }
      return message.kind === 'commit'
        ? [say({ kind: 'commit', epoch, round: number, commitment: round.commitment, isAsking: false })]
        : [say({ kind: 'reveal', epoch, round: number, text: round.text })];
    },
  };
}

/** Mallory talks with each of the two in the name of the other, and tells each what fits what they see. */
function forgeBoth(nonce: string): void {
  const bob = impersonate(
    BOB,
    ALICE,
    {
      own: MALLORY,
      others: new Map([
        [ALICE, certificate(ALICE)],
        [CAROL, certificate(CAROL)],
      ]),
    },
    `${nonce} bob`,
  );
  const alice = impersonate(
    ALICE,
    BOB,
    {
      own: MALLORY,
      others: new Map([
        [BOB, certificate(BOB)],
        [CAROL, certificate(CAROL)],
      ]),
    },
    `${nonce} alice`,
  );
  room.intercept = (each) => {
    if (each.from === ALICE && each.to === BOB) return bob.answer(each.message);
    if (each.from === BOB && each.to === ALICE) return alice.answer(each.message);
    return [each];
  };
}

describe('somebody between two of three', () => {
  test('Y5, Y8: who passes on what the two say: all codes differ, and every page names the two', () => {
    sitBetweenAliceAndBob();
    room.deliver();
    expect(new Set(codes(...ALL)).size).toBe(3);
    for (const name of ALL) expect(room.state(name)).toMatchObject({ type: 'code', doubts: [[ALICE, BOB]] });
  });

  test('Y5, Y8: who forges what the two say: all codes differ, and every page sees that something is wrong', () => {
    forgeBoth('first');
    sitBetweenAliceAndBob();
    room.deliver();
    expect(codes(...ALL)).not.toContain(null);
    expect(new Set(codes(...ALL)).size).toBe(3);
    for (const name of ALL) {
      const state = room.state(name);
      expect(state.type === 'code' && state.doubts.length).toBeGreaterThan(0);
    }
    expect(room.state('Carol')).toMatchObject({ doubts: [[ALICE, BOB]] });
  });

  test('Y5: whatever nonces are chosen, the codes of the two never meet', () => {
    for (let attempt = 0; attempt < 300; attempt += 1) {
      room = createSafetyRoom();
      forgeBoth(`attempt ${attempt}`);
      sitBetweenAliceAndBob();
      room.deliver(attempt + 1);
      const [alice, bob] = codes('Alice', 'Bob');
      expect(alice).not.toBeNull();
      expect(alice).not.toBe(bob);
    }
  });

  test('Y5: between all and one of them: the others agree, the one differs from them', () => {
    room.see('Alice', ALL, { Carol: MALLORY });
    room.see('Bob', ALL, { Carol: MALLORY });
    room.see('Carol', ALL, { Alice: MALLORY, Bob: MALLORY });
    const toThem = new Map([ALICE, BOB].map((id) => [id, certificate(id)]));
    const asCarol = new Map(
      [ALICE, BOB].map((to) => [to, impersonate(CAROL, to, { own: MALLORY, others: toThem }, 'one nonce for both')]),
    );
    const asThem = new Map(
      [ALICE, BOB].map((as) => {
        const other = as === ALICE ? BOB : ALICE;
        const others = new Map([
          [CAROL, certificate(CAROL)],
          [other, MALLORY],
        ]);
        return [as, impersonate(as, CAROL, { own: MALLORY, others }, `as ${as}`)];
      }),
    );
    room.intercept = (each) => {
      if (each.to === CAROL) return asCarol.get(each.from)?.answer(each.message) ?? [];
      if (each.from === CAROL) return asThem.get(each.to)?.answer(each.message) ?? [];
      return [each];
    };
    room.deliver();
    const [alice, bob, carol] = codes(...ALL);
    expect(alice).not.toBeNull();
    expect(carol).not.toBeNull();
    expect(alice).toBe(bob);
    expect(carol).not.toBe(alice);
    // Each of the pages was told a story that goes together: only comparing shows it.
    for (const name of ALL) expect(room.state(name)).toMatchObject({ doubts: [] });
  });

  test('Y7: who comes in between later changes the code of those who see it', () => {
    room.meet(...ALL);
    room.deliver();
    const before = codes(...ALL);
    expect(new Set(before).size).toBe(1);
    sitBetweenAliceAndBob();
    room.deliver();
    expect(new Set([...before, ...codes(...ALL)]).size).toBe(4);
  });

  test('Y5: who swaps only the screens of one is seen as well', () => {
    // What is seen of somebody is the set of all certificates of all connections with them.
    room.see('Alice', ['Alice', 'Bob'], { Bob: digestOf('Bob and Mallory') });
    room.see('Bob', ['Alice', 'Bob']);
    room.deliver();
    const [alice, bob] = codes('Alice', 'Bob');
    expect(alice).not.toBe(bob);
    expect(room.state('Bob')).toMatchObject({ doubts: [[ALICE, BOB]] });
  });
});
