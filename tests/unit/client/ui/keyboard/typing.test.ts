import { describe, expect, test } from '@jest/globals';
import { afterKey, QUIET, waitMsOf, type Typing } from '../../../../../src/client/ui/keyboard/typing.ts';

const SHORTCUTS = ['m', 'v', 's', 'c', 'h', 'l'];
const GRAVE = ['h', 'l'];

interface Acted {
  readonly key: string;
  readonly times: number;
}

/** What is done when letters are pressed this many milliseconds apart. */
function type(letters: string, everyMs: number): readonly Acted[] {
  const acted: Acted[] = [];
  let typing: Typing = QUIET;
  let atMs = 0;
  const settle = (waitedMs: number): void => {
    if (typing.type !== 'pressed' || waitedMs < waitMsOf({ isGrave: GRAVE.includes(typing.key) })) return;
    acted.push({ key: typing.key, times: typing.times });
    typing = QUIET;
  };
  for (const key of letters) {
    typing = afterKey(typing, { key, isShortcut: SHORTCUTS.includes(key), atMs });
    settle(everyMs);
    atMs += everyMs;
  }
  settle(Infinity);
  return acted;
}

describe('keys on the stage', () => {
  test('one alone acts', () => {
    for (const key of SHORTCUTS) expect(type(key, 100)).toEqual([{ key, times: 1 }]);
  });

  test.each([0, 60, 120, 240, 400])('a word does nothing, with %s ms between its letters', (everyMs) => {
    for (const word of ['hello', 'ㅗhello', 'lol', 'hall', 'help', 'all', 'holla']) {
      expect([word, type(word, everyMs)]).toEqual([word, []]);
    }
  });

  test('the same key twice acts twice', () => {
    expect(type('ll', 100)).toEqual([{ key: 'l', times: 2 }]);
    expect(type('mm', 100)).toEqual([{ key: 'm', times: 2 }]);
  });

  test('two keys with a pause between them act both', () => {
    expect(type('mv', 300)).toEqual([
      { key: 'm', times: 1 },
      { key: 'v', times: 1 },
    ]);
  });

  test('after a text has ended, a key acts again', () => {
    const text = afterKey(QUIET, { key: 'e', isShortcut: false, atMs: 0 });
    expect(afterKey(text, { key: 'm', isShortcut: true, atMs: 1000 }).type).toBe('text');
    expect(afterKey(text, { key: 'm', isShortcut: true, atMs: 2000 }).type).toBe('pressed');
  });
});
