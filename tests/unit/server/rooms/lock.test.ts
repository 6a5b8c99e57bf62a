import { describe, expect, test } from '@jest/globals';
import {
  answerKnock as answerKnockAt,
  knock as knockAs,
  lapse,
  nextLapse,
  setLocked,
  withdrawKnock,
} from '../../../../src/server/rooms/lock.ts';
import { join, leave, mayEnter, type Arrival } from '../../../../src/server/rooms/room.ts';
import { createRoom, toRoster, type Change, type Room } from '../../../../src/server/rooms/room-state.ts';
import { arrival, must, NOON } from '../../../support/clients/arrivals.ts';

const CAPACITY = 4;

const knock = (room: Room, { id, name, session, now }: Arrival, network: string | null = null) =>
  knockAs(room, { id, name, session, since: now, network, browser: null });
const answerKnock = (room: Room, by: string, answer: { id: string; isAdmitted: boolean }, now = NOON) =>
  answerKnockAt(room, by, answer, now);

const alice = arrival('Alice');
const bob = arrival('Bob');
const carol = arrival('Carol');

const open = must(join(must(join(createRoom('room', NOON), alice, CAPACITY)).room, bob, CAPACITY)).room;
const locked = must(setLocked(open, alice.id, true)).room;
const knocked = must(knock(locked, carol)).room;

const knocksAt = (room: Room): string[] => toRoster(room).knocks.map(({ name }) => name);
const answer = (isAdmitted: boolean, room = knocked): Change =>
  must(answerKnock(room, bob.id, { id: carol.id, isAdmitted }));

describe('a locked room', () => {
  test('R8: is locked and unlocked by anybody inside, and by nobody else', () => {
    expect(must(setLocked(open, bob.id, true)).facts).toEqual([
      { type: 'room:lock-changed', rev: open.rev + 1, isLocked: true, by: bob.id },
    ]);
    expect(must(setLocked(locked, bob.id, true)).facts).toEqual([]);
    expect(setLocked(locked, carol.id, false)).toEqual({ ok: false, code: 'room:not-joined' });
    expect(setLocked(createRoom('room', NOON), alice.id, true)).toEqual({ ok: false, code: 'room:not-joined' });
  });

  test('R8: refuses newcomers, but not those who are or were inside', () => {
    expect(join(locked, carol, CAPACITY)).toEqual({ ok: false, code: 'room:locked' });
    expect(join(locked, { ...bob, session: 'b2' }, CAPACITY).ok).toBe(true);

    const without = leave(locked, bob.id, bob.session).room;
    expect(join(without, { ...bob, session: 'b2' }, CAPACITY).ok).toBe(true);
  });

  test('R8: lets everybody in again once it is unlocked, and knows nobody outside any more', () => {
    const unlocked = must(setLocked(answer(false).room, alice.id, false)).room;
    expect(join(unlocked, carol, CAPACITY).ok).toBe(true);

    const lockedAgain = must(setLocked(unlocked, alice.id, true)).room;
    expect(must(knock(lockedAgain, carol)).facts).toHaveLength(1);
  });
});

describe('a knock', () => {
  test('R9: is told to all, once', () => {
    expect(must(knock(locked, carol)).facts).toEqual([
      { type: 'knock:made', rev: locked.rev + 1, knock: { id: carol.id, name: 'Carol' } },
    ]);
    expect(knocksAt(knocked)).toEqual(['Carol']);
    expect(must(knock(knocked, { ...carol, session: 'c2' })).facts).toEqual([]);
    expect(knocksAt(must(knock(knocked, { ...carol, name: 'Caro' })).room)).toEqual(['Caro']);
  });

  test('R9: is nothing where nobody has to be asked', () => {
    expect(must(knock(open, carol))).toEqual({ room: open, facts: [] });
    expect(must(knock(locked, bob))).toEqual({ room: locked, facts: [] });
    expect(must(knock(answer(true).room, carol)).facts).toEqual([]);
  });

  test('R9: is answered from inside: whoever is let in may join', () => {
    const { room, facts } = answer(true);
    expect(facts).toEqual([{ type: 'knock:ended', rev: knocked.rev + 1, id: carol.id, outcome: 'admitted' }]);
    expect(knocksAt(room)).toEqual([]);
    expect(mayEnter(room, carol.id)).toBe(true);

    const joined = must(join(room, carol, CAPACITY)).room;
    expect(toRoster(joined).participants.map(({ name }) => name)).toEqual(['Alice', 'Bob', 'Carol']);
    expect(joined.isLocked).toBe(true);
  });

  test('R9: that was refused is not repeated', () => {
    const { room, facts } = answer(false);
    expect(facts).toMatchObject([{ outcome: 'refused' }]);
    expect(join(room, carol, CAPACITY)).toEqual({ ok: false, code: 'room:locked' });
    expect(knock(room, carol)).toEqual({ ok: false, code: 'knock:refused' });
  });

  test('R9: is answered once, and not by those outside', () => {
    const outsider = answerKnock(knocked, carol.id, { id: carol.id, isAdmitted: true });
    expect(outsider).toEqual({ ok: false, code: 'room:not-joined' });
    const late = answerKnock(answer(true).room, alice.id, { id: carol.id, isAdmitted: false });
    expect(late).toEqual({ ok: false, code: 'knock:gone' });
  });

  test('R9: ends with the connection that made it, and with no other', () => {
    expect(withdrawKnock(knocked, carol.id, 'another')).toEqual({ room: knocked, facts: [] });
    const { room, facts } = withdrawKnock(knocked, carol.id, carol.session);
    expect(facts).toMatchObject([{ type: 'knock:ended', outcome: 'withdrawn' }]);
    expect(must(knock(room, carol)).facts).toHaveLength(1);
  });

  test('R9: is one of 16 at most', () => {
    const crowd = Array.from({ length: 16 }, (_, index) => arrival(`Guest${index}`));
    const crowded = crowd.reduce((room, guest) => must(knock(room, guest)).room, locked);
    expect(knock(crowded, carol)).toEqual({ ok: false, code: 'knock:too-many' });
    const { room } = withdrawKnock(crowded, 'room-guest0', 'Guest0-1');
    expect(must(knock(room, carol)).facts).toHaveLength(1);
  });

  test('R13: is one of 4 from one network, which does not keep out visitors from others', () => {
    const crowd = Array.from({ length: 4 }, (_, index) => arrival(`Guest${index}`));
    const crowded = crowd.reduce((room, guest) => must(knock(room, guest, 'here')).room, locked);
    expect(knock(crowded, carol, 'here')).toEqual({ ok: false, code: 'knock:too-many' });
    expect(must(knock(crowded, carol, 'elsewhere')).facts).toHaveLength(1);
    expect(must(knock(crowded, carol)).facts).toHaveLength(1);
    expect(must(knock(crowded, { ...arrival('Guest0'), session: 'again' }, 'here')).facts).toEqual([]);
  });

  test('R13: that was refused may be repeated after a minute', () => {
    const { room } = answer(false);
    expect(knock(room, { ...carol, now: NOON + 59_999 })).toEqual({ ok: false, code: 'knock:refused' });
    expect(must(knock(room, { ...carol, now: NOON + 60_000 })).facts).toMatchObject([{ type: 'knock:made' }]);
  });

  test('R9: leaves those who were let in their right, whoever else comes and goes', () => {
    let room = answer(true).room;
    for (let index = 0; index < 40; index += 1) {
      const guest = arrival(`Guest${index}`);
      room = must(answerKnock(must(knock(room, guest)).room, bob.id, { id: guest.id, isAdmitted: false })).room;
    }
    expect(mayEnter(room, carol.id)).toBe(true);
  });
});

describe('R13: a lock whose room answers no knock', () => {
  const MINUTE = 60_000;

  test('gives way after ten minutes, and everybody is told', () => {
    expect(nextLapse(knocked)).toBe(NOON + 10 * MINUTE);
    expect(lapse(knocked, NOON + 10 * MINUTE - 1).facts).toEqual([]);
    const { room, facts } = lapse(knocked, NOON + 10 * MINUTE);
    expect(facts).toMatchObject([{ type: 'room:lock-changed', isLocked: false, by: null }]);
    expect(join(room, carol, CAPACITY).ok).toBe(true);
  });

  test('stays while somebody inside answers any knock, and while nobody knocks', () => {
    const both = must(knock(knocked, arrival('Dave'))).room;
    const answered = must(answerKnock(both, bob.id, { id: carol.id, isAdmitted: false }, NOON + 9 * MINUTE)).room;
    expect(lapse(answered, NOON + 18 * MINUTE).facts).toEqual([]);
    expect(lapse(answered, NOON + 19 * MINUTE).facts).toHaveLength(1);
    expect(nextLapse(locked)).toBe(Infinity);
  });

  test('waits no longer because a visitor knocks under new names or from new connections', () => {
    const renamed = must(knock(knocked, { ...carol, name: 'Caro', session: 'c2', now: NOON + 5 * MINUTE })).room;
    expect(nextLapse(renamed)).toBe(NOON + 10 * MINUTE);
  });
});

describe('R10: after a restart, which forgets all rooms', () => {
  const back = { wasLocked: true };
  const restored = must(join(createRoom('room', NOON), arrival('Alice', back), CAPACITY));

  test('the first who comes back tells that the room was locked', () => {
    expect(restored.facts).toMatchObject([
      { type: 'participant:joined' },
      { type: 'room:lock-changed', isLocked: true, by: null },
    ]);
  });

  test('the others come back, and newcomers do not', () => {
    expect(join(restored.room, carol, CAPACITY)).toEqual({ ok: false, code: 'room:locked' });
    expect(join(restored.room, arrival('Bob', back), CAPACITY).ok).toBe(true);
  });

  test('the lock is back although a stranger came first', () => {
    const stranger = must(join(createRoom('room', NOON), carol, CAPACITY)).room;
    const { room, facts } = must(join(stranger, arrival('Alice', back), CAPACITY));
    expect(facts).toMatchObject([{ type: 'participant:joined' }, { type: 'room:lock-changed', isLocked: true }]);
    expect(join(room, arrival('Dave'), CAPACITY)).toEqual({ ok: false, code: 'room:locked' });
    expect(join(room, arrival('Bob', back), CAPACITY).ok).toBe(true);
  });

  test('what somebody inside has done with the lock since then holds', () => {
    const unlocked = must(setLocked(restored.room, alice.id, false)).room;
    expect(must(join(unlocked, arrival('Bob', back), CAPACITY)).room.isLocked).toBe(false);
    expect(join(locked, arrival('Carol', back), CAPACITY)).toEqual({ ok: false, code: 'room:locked' });
  });
});
