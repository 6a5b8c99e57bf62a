import { describe, expect, test } from '@jest/globals';
import { disconnect, join } from '../../../../src/server/rooms/room.ts';
import { createRoom, toRoster, type Room } from '../../../../src/server/rooms/room-state.ts';
import { joinOrTakeSeat, type SeatRules } from '../../../../src/server/rooms/seats.ts';
import { setLocked } from '../../../../src/server/rooms/lock.ts';
import { arrival, must, NOON } from '../../../support/clients/arrivals.ts';

const GRACE_MS = 30_000;
const rules: SeatRules = { capacity: 3, graceMs: GRACE_MS, withoutPeerSince: () => null, isShaken: false };

const people = ['Alice', 'Bob', 'Carol'].map((name) => arrival(name));
const [alice, bob, carol] = people as [(typeof people)[0], (typeof people)[0], (typeof people)[0]];
const full = people.reduce((room, person) => must(join(room, person, rules.capacity)).room, createRoom('room', NOON));

const away = (room: Room, { id, session }: typeof alice, since: number): Room =>
  disconnect(room, id, session, since + GRACE_MS).room;
const comes = (room: Room, afterMs: number, more: Partial<SeatRules> = {}) =>
  joinOrTakeSeat(room, arrival('Dave', { now: NOON + afterMs }), { ...rules, ...more });
const namesIn = (room: Room): string[] => toRoster(room).participants.map(({ name }) => name);
const FULL = { ok: false, code: 'room:full' };

describe('R13: a full room', () => {
  test('gives a newcomer the seat of somebody who has been away for ten seconds', () => {
    const room = away(full, bob, NOON);
    expect(comes(room, 9_999)).toEqual(FULL);
    const taken = must(comes(room, 10_000));
    expect(namesIn(taken.room)).toEqual(['Alice', 'Carol', 'Dave']);
    expect(taken.facts).toMatchObject([
      { type: 'participant:left', id: bob.id, reason: 'lost' },
      { type: 'participant:joined', participant: { name: 'Dave' } },
    ]);
  });

  test('gives the seat that has been empty for longest first', () => {
    const room = away(away(full, carol, NOON), alice, NOON + 3000);
    expect(namesIn(must(comes(room, 20_000)).room)).toEqual(['Alice', 'Bob', 'Dave']);
  });

  test('gives the seat of somebody without a PeerServer connection for twenty seconds', () => {
    const withoutPeerSince = (id: string): number | null => (id === carol.id ? NOON : null);
    expect(comes(full, 19_999, { withoutPeerSince })).toEqual(FULL);
    expect(namesIn(must(comes(full, 20_000, { withoutPeerSince })).room)).toEqual(['Alice', 'Bob', 'Dave']);
  });

  test('gives no seat away just after many connections were lost at once', () => {
    expect(comes(away(full, bob, NOON), 20_000, { isShaken: true })).toEqual(FULL);
  });

  test('keeps everybody who is there', () => {
    expect(comes(full, 60_000)).toEqual(FULL);
  });
});

test('R13: a room with a free place takes nobody’s seat', () => {
  const room = away(full, bob, NOON);
  expect(namesIn(must(comes(room, 20_000, { capacity: 4 })).room)).toEqual(['Alice', 'Bob', 'Carol', 'Dave']);
});

test('R13: in a locked room no stranger takes a seat, and somebody who lost theirs may come back for another', () => {
  const locked = away(must(setLocked(full, alice.id, true)).room, bob, NOON);
  expect(comes(locked, 20_000)).toEqual({ ok: false, code: 'room:locked' });
});
