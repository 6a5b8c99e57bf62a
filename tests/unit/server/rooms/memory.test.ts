import { describe, expect, test } from '@jest/globals';
import { isMemoryNew, memoryOf, restoreMemory } from '../../../../src/server/rooms/memory.ts';
import { remove } from '../../../../src/server/rooms/removal.ts';
import { join, rename, type Arrival } from '../../../../src/server/rooms/room.ts';
import { createRoom, toRoster, type Room } from '../../../../src/server/rooms/room-state.ts';
import { changeSettings } from '../../../../src/server/rooms/settings.ts';
import { arrival, must, NOON } from '../../../support/clients/arrivals.ts';

const CAPACITY = 8;
const [alice, bob, mallory, eve] = ['Alice', 'Bob', 'Mallory', 'Eve'].map((name) =>
  arrival(name, { browser: name }),
) as [Arrival, Arrival, Arrival, Arrival];
const enter = (room: Room, who: Arrival): Room => must(join(room, who, CAPACITY)).room;

const before = [alice, bob, mallory].reduce(enter, createRoom('room', NOON));
const set = must(changeSettings(before, alice.id, { doorkeepers: 'hosts', passcode: 'hash' }, CAPACITY)).room;
const old = memoryOf(set);
const newest = memoryOf(must(remove(set, alice.id, mallory.id)).room);
const restarted = [eve, mallory].reduce(enter, createRoom('room', NOON + 1000));
const hostsIn = (room: Room): string[] =>
  toRoster(room).participants.flatMap(({ name, isHost }) => (isHost === true ? [name] : []));

describe('H10: what a room was before a restart', () => {
  test('is restored by what a page brings back', () => {
    const { room } = restoreMemory(restarted, newest);
    expect(room).toMatchObject({ settings: { doorkeepers: 'hosts', hasPasscode: true }, passcode: 'hash' });
    expect(toRoster(room).participants.map(({ name }) => name)).toEqual(['Eve']);
    expect(hostsIn(room)).toEqual([]);
    const back = must(join(room, { ...alice, memory: newest }, CAPACITY)).room;
    expect(hostsIn(back)).toEqual(['Alice']);
    expect(join(back, mallory, CAPACITY)).toEqual({ ok: false, code: 'participant:removed' });
  });

  test('is what the newest memory says, in whatever order they come', () => {
    const oldFirst = restoreMemory(restoreMemory(restarted, old).room, newest).room;
    const newFirst = restoreMemory(restoreMemory(restarted, newest).room, old).room;
    for (const room of [oldFirst, newFirst]) {
      expect(room).toMatchObject({ removed: [{ id: mallory.id }], memoryRev: newest.rev });
    }
  });

  test('does not undo what a host of then has set since', () => {
    const back = must(join(restoreMemory(restarted, old).room, { ...alice, memory: old }, CAPACITY)).room;
    const changed = must(changeSettings(back, alice.id, { doorkeepers: 'everyone' }, CAPACITY)).room;
    expect(restoreMemory(changed, newest).room.settings.doorkeepers).toBe('everyone');
  });

  test('is new when hosts, settings, passcode or removals are, and not with every change', () => {
    expect(isMemoryNew(before, set)).toBe(true);
    expect(isMemoryNew(set, must(changeSettings(set, alice.id, { passcode: 'other' }, CAPACITY)).room)).toBe(true);
    expect(isMemoryNew(set, must(rename(set, bob.id, 'Robert')).room)).toBe(false);
  });
});
