import { describe, expect, test } from '@jest/globals';
import { appoint, giveKey, settleHosts } from '../../../../src/server/rooms/hosts.ts';
import { end, isUnaware, remove } from '../../../../src/server/rooms/removal.ts';
import { disconnect, expire, join, leave, type Arrival } from '../../../../src/server/rooms/room.ts';
import { createRoom, toRoster, type Change, type Room } from '../../../../src/server/rooms/room-state.ts';
import { changeSettings } from '../../../../src/server/rooms/settings.ts';
import { arrival, must, NOON } from '../../../support/clients/arrivals.ts';

const CAPACITY = 4;
const GRACE_MS = 30_000;

const alice = arrival('Alice', { browser: 'laptop' });
const bob = arrival('Bob', { browser: 'phone' });
const carol = arrival('Carol', { browser: 'phone' });

const enter = (room: Room, who: Arrival): Room => must(join(room, who, CAPACITY)).room;
const room = [alice, bob, carol].reduce(enter, createRoom('room', NOON));
const hostsIn = (of: Room): string[] =>
  toRoster(of).participants.flatMap(({ name, isHost }) => (isHost === true ? [name] : []));
const settle = ({ room: after, facts }: Change, now = NOON): Room => settleHosts(after, facts, now, GRACE_MS).room;

describe('a host', () => {
  test('H1: is the first who enters', () => {
    expect(hostsIn(room)).toEqual(['Alice']);
  });

  test('H2: who leaves has no successor before the grace time is over, then the longest present', () => {
    const left = settle(leave(room, alice.id, alice.session));
    expect([hostsIn(left), left.heirAt]).toEqual([[], NOON + GRACE_MS]);
    expect(hostsIn(settle({ room: left, facts: [] }, NOON + GRACE_MS - 1))).toEqual([]);
    expect(hostsIn(settle({ room: left, facts: [] }, NOON + GRACE_MS))).toEqual(['Bob']);
  });

  test('H2: who was lost has one at once, of those who are there', () => {
    const away = disconnect(disconnect(room, alice.id, alice.session, NOON + 1).room, bob.id, bob.session, NOON + 9);
    expect(hostsIn(settle(expire(away.room, NOON + 1), NOON + 1))).toEqual(['Carol']);
  });

  test('H2: who reloads the page is a host again, and nobody else has become one', () => {
    const left = settle(leave(room, alice.id, alice.session));
    const back = settle(must(join(left, { ...alice, session: 'reloaded' }, CAPACITY)));
    expect([hostsIn(back), back.heirAt]).toEqual([['Alice'], null]);
  });

  test('H7: who has the key is not answerable to one who has not', () => {
    const withKey = enter(room, arrival('Dora', { hasHostKey: true }));
    expect(hostsIn(withKey)).toEqual(['Alice', 'Dora']);
    const refused = { ok: false, code: 'host:required' };
    expect(remove(withKey, alice.id, 'room-dora')).toEqual(refused);
    expect(appoint(withKey, alice.id, { id: 'room-dora', isHost: false })).toEqual(refused);
    const both = must(giveKey(withKey, alice.id)).room;
    expect(hostsIn(must(appoint(both, alice.id, { id: 'room-dora', isHost: false })).room)).toEqual(['Alice']);
    expect(giveKey(withKey, bob.id)).toEqual(refused);
  });

  test('H4: removes a browser, with everybody in it', () => {
    const { room: after, facts } = must(remove(room, alice.id, bob.id));
    expect(facts).toMatchObject([
      { type: 'participant:left', id: bob.id, reason: 'removed' },
      { type: 'participant:left', id: carol.id, reason: 'removed' },
    ]);
    const refused = { ok: false, code: 'participant:removed' };
    expect(join(after, { ...bob, browser: null }, CAPACITY)).toEqual(refused);
    expect(join(after, arrival('Other', { browser: 'phone', hasHostKey: true }), CAPACITY)).toEqual(refused);
    expect(join(after, arrival('Dora', { browser: 'tablet' }), CAPACITY).ok).toBe(true);
  });

  test('H4: who was removed after being made a host is none when a new room begins', () => {
    const appointed = must(appoint(room, alice.id, { id: bob.id, isHost: true })).room;
    expect(must(remove(appointed, alice.id, bob.id)).room.formerHosts).toEqual([]);
    expect(remove(room, alice.id, alice.id)).toEqual({ ok: false, code: 'participant:unknown' });
  });

  test('H6: ends the room: what is left knows only who may not have heard', () => {
    const set = must(changeSettings(room, alice.id, { doorkeepers: 'hosts', passcode: 'hash' }, CAPACITY)).room;
    const away = disconnect(set, carol.id, carol.session, NOON + 1).room;
    const { room: after, facts } = must(end(away, alice.id, NOON));
    expect(facts.map((fact) => fact.type === 'participant:left' && fact.reason)).toEqual(['ended', 'ended', 'ended']);
    expect(after).toMatchObject({ members: [], passcode: null, removed: [], formerHosts: [], isLocked: false });
    const ended = after.ended ?? { until: 0, members: [] };
    expect([bob, carol].map(({ id, session }) => isUnaware(ended, id, session))).toEqual([false, true]);
    expect(isUnaware(ended, bob.id, 'reloaded')).toBe(true);
    expect(end(room, bob.id, NOON)).toEqual({ ok: false, code: 'host:required' });
  });

  test('H3: sets what is given, and leaves the rest', () => {
    const first = must(changeSettings(room, alice.id, { screens: 'hosts', capacity: 3 }, CAPACITY));
    const second = must(changeSettings(first.room, alice.id, { capacity: null }, CAPACITY));
    expect(second.facts).toMatchObject([{ settings: { screens: 'hosts', capacity: null, hasPasscode: false } }]);
    expect(must(changeSettings(second.room, alice.id, { capacity: null }, CAPACITY)).facts).toEqual([]);
    const back = must(changeSettings(second.room, alice.id, { screens: 'everyone' }, CAPACITY));
    expect(toRoster(back.room)).not.toHaveProperty('settings');
  });
});
