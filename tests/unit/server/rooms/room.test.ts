import { describe, expect, test } from '@jest/globals';
import {
  disconnect,
  expire,
  join,
  leave,
  nextExpiry,
  rename,
  type Arrival,
} from '../../../../src/server/rooms/room.ts';
import { createRoom, isEmpty, toRoster, type Room } from '../../../../src/server/rooms/room-state.ts';
import { arrival, must, NOON } from '../../../support/clients/arrivals.ts';

const CAPACITY = 3;

const alice = arrival('Alice', { session: 'a1' });
const bob = arrival('Bob', { session: 'b1' });
const carol = arrival('Carol', { session: 'c1' });
const dave = arrival('Dave', { session: 'd1' });

const roomOf = (...arrivals: Arrival[]): Room =>
  arrivals.reduce((room, arrival) => must(join(room, arrival, CAPACITY)).room, createRoom('room', NOON));

const summary = (room: Room): string[] =>
  toRoster(room).participants.map(({ seq, name, presence }) => `${seq} ${name} ${presence}`);

describe('a room', () => {
  test('R2: numbers those who join, and tells the others', () => {
    const first = must(join(createRoom('room', NOON), alice, CAPACITY));
    const second = must(join(first.room, bob, CAPACITY));

    expect(summary(second.room)).toEqual(['1 Alice here', '2 Bob here']);
    expect(second.facts).toEqual([
      {
        type: 'participant:joined',
        rev: NOON + 2,
        participant: { id: 'room-bob', seq: 2, name: 'Bob', presence: 'here' },
      },
    ]);
  });

  test('R2: keeps the number of those who come back, but gives no number twice', () => {
    const without = leave(roomOf(alice, bob), bob.id, bob.session).room;
    const again = must(join(without, { ...alice, session: 'a2' }, CAPACITY)).room;
    const newcomer = must(join(again, carol, CAPACITY)).room;

    expect(summary(newcomer)).toEqual(['1 Alice here', '3 Carol here']);
  });

  test('R3: refuses a newcomer when it is full, but not somebody who comes back', () => {
    const full = roomOf(alice, bob, carol);

    expect(join(full, dave, CAPACITY)).toEqual({ ok: false, code: 'room:full' });
    expect(join(full, { ...bob, session: 'b2' }, CAPACITY).ok).toBe(true);
  });

  test('R3: keeps the place of somebody who is away', () => {
    const room = disconnect(roomOf(alice, bob, carol), bob.id, bob.session, NOON + 1000).room;

    expect(join(room, dave, CAPACITY)).toEqual({ ok: false, code: 'room:full' });
  });

  test('R4: raises its revision with each fact and with nothing else', () => {
    const room = roomOf(alice, bob);
    const back = must(join(room, { ...alice, session: 'a2' }, CAPACITY));

    expect(room.rev).toBe(NOON + 2);
    expect(back.facts).toEqual([]);
    expect(back.room.rev).toBe(room.rev);
  });

  test('R5: marks somebody whose connection dropped, and lets them come back', () => {
    const dropped = disconnect(roomOf(alice, bob), bob.id, bob.session, NOON + 1000);
    const back = must(join(dropped.room, { ...bob, session: 'b2' }, CAPACITY));

    expect(summary(dropped.room)).toEqual(['1 Alice here', '2 Bob away']);
    expect(dropped.facts).toMatchObject([{ type: 'participant:changed', participant: { presence: 'away' } }]);
    expect(summary(back.room)).toEqual(['1 Alice here', '2 Bob here']);
    expect(back.facts).toMatchObject([{ type: 'participant:changed', participant: { presence: 'here' } }]);
  });

  test('R5: lets go of those whose grace time ran out, and of nobody else', () => {
    const bobAway = disconnect(roomOf(alice, bob, carol), bob.id, bob.session, NOON + 1000).room;
    const room = disconnect(bobAway, carol.id, carol.session, NOON + 2000).room;

    expect(nextExpiry(room)).toBe(NOON + 1000);
    expect(expire(room, NOON + 999).facts).toEqual([]);

    const { room: after, facts } = expire(room, NOON + 1000);
    expect(facts).toMatchObject([{ type: 'participant:left', id: bob.id, reason: 'lost' }]);
    expect(summary(after)).toEqual(['1 Alice here', '3 Carol away']);
  });

  test('R5: lets several go at once, each with a revision of their own', () => {
    const bobAway = disconnect(roomOf(alice, bob), bob.id, bob.session, NOON + 1000).room;
    const room = disconnect(bobAway, alice.id, alice.session, NOON + 1000).room;
    const { room: after, facts } = expire(room, NOON + 1000);

    expect(facts.map(({ rev }) => rev)).toEqual([room.rev + 1, room.rev + 2]);
    expect(isEmpty(after)).toBe(true);
    expect(nextExpiry(after)).toBe(Infinity);
  });

  test('R6: ignores the end of a connection that has been replaced', () => {
    const room = must(join(roomOf(alice, bob), { ...bob, session: 'b2' }, CAPACITY)).room;

    expect(disconnect(room, bob.id, 'b1', NOON + 1000).facts).toEqual([]);
    expect(leave(room, bob.id, 'b1').facts).toEqual([]);
    expect(summary(room)).toEqual(['1 Alice here', '2 Bob here']);
  });

  test('R7: is left once, however often it is said', () => {
    const once = leave(roomOf(alice, bob), bob.id, bob.session);
    const twice = leave(once.room, bob.id, bob.session);

    expect(once.facts).toMatchObject([{ type: 'participant:left', id: bob.id, reason: 'left' }]);
    expect(twice).toEqual({ room: once.room, facts: [] });
  });

  test('R7: is left by somebody who is away, too', () => {
    const room = disconnect(roomOf(alice, bob), bob.id, bob.session, NOON + 1000).room;

    expect(leave(room, bob.id, bob.session).facts).toMatchObject([{ type: 'participant:left', reason: 'left' }]);
  });

  test('tells of a new name, and only of a new one', () => {
    const room = roomOf(alice);

    expect(must(rename(room, alice.id, 'Ally')).facts).toMatchObject([{ participant: { name: 'Ally' } }]);
    expect(must(rename(room, alice.id, 'Alice')).facts).toEqual([]);
    expect(rename(room, bob.id, 'Bob')).toEqual({ ok: false, code: 'room:not-joined' });
  });
});
