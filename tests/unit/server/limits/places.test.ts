import { describe, expect, test } from '@jest/globals';
import { createPlaces } from '../../../../src/server/limits/places.ts';

function setUp(limit: number, perAddress: number) {
  const ended: string[] = [];
  let full = 0;
  const places = createPlaces({ limit, perAddress, onFull: () => (full += 1) });
  return {
    places,
    ended,
    take: (name: string, address: string | null = name) => places.take(address, () => ended.push(name)),
    full: () => full,
  };
}

describe('places for connections', () => {
  test('G15: one address has only so many, and another still gets one', () => {
    const { take, places } = setUp(10, 2);
    const first = take('a');
    take('a');

    expect(places.hasRoom('a')).toBe(false);
    expect(take('a')).toBeNull();
    expect(take('b')).not.toBeNull();
    first?.free();
    expect(take('a')).not.toBeNull();
  });

  test('G15: when all are taken the oldest that has not joined gives way', () => {
    const { take, places, ended, full } = setUp(3, 10);
    take('joined')?.settle();
    take('oldest');
    take('younger');

    expect(take('newcomer')).not.toBeNull();
    expect(ended).toEqual(['oldest']);
    expect([places.open, full()]).toEqual([3, 1]);
  });

  test('G15: when all have joined a newcomer is refused, and one who leaves gives way again', () => {
    const { take, places, ended } = setUp(1, 10);
    const only = take('only');
    only?.settle();
    expect(take('newcomer')).toBeNull();

    only?.unsettle();
    expect(take('newcomer')).not.toBeNull();
    expect(ended).toEqual(['only']);
    only?.free();
    only?.unsettle();
    expect(places.open).toBe(1);
  });

  test('G15: where the address is not known only the number of all counts', () => {
    const { take } = setUp(3, 1);
    expect([take('a', null), take('b', null), take('c', null)]).not.toContain(null);
  });
});
