import { describe, expect, test } from '@jest/globals';
import { isSecondTab, lockNameOf, tabsAmong } from '../../../../../src/client/call/room/room-tabs.ts';

const idOf = (digit: string, room = 'a'): string => `${room.repeat(16)}-${digit.repeat(24)}`;

describe('the tabs of one browser', () => {
  test('R14: are those of the same room whose locks are held, the first to join first', () => {
    const names = [
      lockNameOf({ id: idOf('2'), since: 30 }),
      lockNameOf({ id: idOf('1'), since: 20 }),
      lockNameOf({ id: idOf('3', 'b'), since: 10 }),
      `madang:${idOf('4')}`,
      'something else',
    ];
    expect(tabsAmong(names, idOf('9'))).toEqual([
      { id: idOf('1'), since: 20 },
      { id: idOf('2'), since: 30 },
    ]);
  });

  test('R14: a reload is not a second tab, even while the lock of the page before it is still held', () => {
    const names = [lockNameOf({ id: idOf('1'), since: 20 })];
    expect(tabsAmong(names, idOf('1'))).toEqual([]);
  });

  test.each([
    ['has joined no room while another has', null, true],
    ['joined later', 21, true],
    ['joined earlier', 19, false],
  ])('R14: the second one is that which %s', (_case, since, isSecond) => {
    expect(isSecondTab({ id: idOf('2'), since }, [{ id: idOf('1'), since: 20 }])).toBe(isSecond);
  });

  test('R14: of two that joined in the same millisecond exactly one is the second', () => {
    const [a, b] = [
      { id: idOf('1'), since: 20 },
      { id: idOf('2'), since: 20 },
    ];
    expect([isSecondTab(a, [b]), isSecondTab(b, [a])]).toEqual([false, true]);
  });

  test('R14: a tab that is alone is not the second', () => {
    expect(isSecondTab({ id: idOf('1'), since: null }, [])).toBe(false);
  });
});
