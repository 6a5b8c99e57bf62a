import { describe, expect, test } from '@jest/globals';
import { createDirectory, type RoomView } from '../../../../src/server/listings/directory.ts';

const room = (id: string, more: Partial<RoomView> = {}): RoomView => ({
  id,
  listing: { title: `Title of ${id}`, topic: '' },
  people: 1,
  isLocked: false,
  hasPasscode: false,
  isFull: false,
  ...more,
});

function setUp({ isLimitedPerAddress = true } = {}) {
  const changes: string[] = [];
  const directory = createDirectory({ onChange: (id) => changes.push(id), isLimitedPerAddress });
  const ids = (): string[] => directory.all().map(({ id }) => id);
  return { directory, changes, ids };
}

describe('the list of public rooms', () => {
  test('L1: has the rooms that are listed and that somebody is in, and no others', () => {
    const { directory, ids } = setUp();
    directory.note(room('red'));
    directory.note(room('secret', { listing: null }));
    directory.note(room('blue'));
    directory.note(room('red', { people: 0 }));
    directory.note(room('blue', { listing: null, people: 3 }));

    expect(ids()).toEqual([]);
    directory.note(room('blue', { people: 3 }));
    expect(directory.find('blue')).toMatchObject({ title: 'Title of blue', people: 3, language: null });
  });

  test('L2: the room to which somebody came last stands first; leaving changes no order', () => {
    const { directory, ids } = setUp();
    for (const id of ['red', 'blue', 'green']) directory.note(room(id));
    expect(ids()).toEqual(['green', 'blue', 'red']);

    directory.note(room('red', { people: 2 }));
    expect(ids()).toEqual(['red', 'green', 'blue']);

    directory.note(room('blue', { people: 2 }));
    directory.note(room('blue', { people: 1 }));
    expect(ids()).toEqual(['blue', 'red', 'green']);

    directory.note(room('green', { listing: { title: 'New title', topic: '' } }));
    expect(ids()).toEqual(['green', 'blue', 'red']);
  });

  test('tells of a room only when something that is shown has changed', () => {
    const { directory, changes } = setUp();
    directory.note(room('red'));
    directory.note(room('red'));
    directory.note(room('never-listed', { listing: null }));
    directory.note(room('red', { isLocked: true }));
    directory.note(room('red', { people: 0 }));
    directory.note(room('red', { people: 0 }));

    expect(changes).toEqual(['red', 'red', 'red']);
  });

  test('L4: lists 10 rooms of one address, and another when one of them is gone', () => {
    const { directory } = setUp();
    for (let number = 1; number <= 10; number += 1) {
      expect(directory.reserve(`room-${number}`, '203.0.113.1').ok).toBe(true);
      directory.note(room(`room-${number}`));
    }
    expect(directory.reserve('one-more', '203.0.113.1')).toEqual({ ok: false, code: 'listing:too-many' });
    expect(directory.reserve('room-3', '203.0.113.1').ok).toBe(true);
    expect(directory.reserve('elsewhere', '203.0.113.2').ok).toBe(true);

    directory.note(room('room-3', { people: 0 }));
    expect(directory.reserve('one-more', '203.0.113.1').ok).toBe(true);
  });

  test('L4: lists 200 rooms in all, also where addresses are not known', () => {
    const { directory } = setUp({ isLimitedPerAddress: false });
    for (let number = 1; number <= 200; number += 1) {
      expect(directory.reserve(`room-${number}`, number % 2 ? null : '203.0.113.1').ok).toBe(true);
    }
    expect(directory.reserve('one-more', null)).toEqual({ ok: false, code: 'listing:too-many' });
  });

  test('a place that was taken for nothing is free again', () => {
    const { directory } = setUp();
    for (let number = 1; number <= 10; number += 1) {
      const reserved = directory.reserve(`room-${number}`, '203.0.113.1');
      if (reserved.ok) reserved.value.release();
    }
    expect(directory.reserve('red', '203.0.113.1').ok).toBe(true);
  });

  test('a place stays with a room that is listed, whatever is released', () => {
    const { directory } = setUp();
    const first = directory.reserve('red', '203.0.113.1');
    directory.note(room('red'));
    if (first.ok) first.value.release();
    for (let number = 1; number <= 9; number += 1) directory.reserve(`room-${number}`, '203.0.113.1');
    expect(directory.reserve('one-more', '203.0.113.1').ok).toBe(false);
  });
});
