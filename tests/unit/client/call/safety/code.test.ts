import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { codeOf } from '../../../../../src/client/call/safety/code.ts';
import { digestOf, epochOf } from '../../../../../src/client/call/safety/statement.ts';
import { SYMBOLS } from '../../../../../src/client/ui/safety/symbols.ts';
import { readFileSync } from 'node:fs';

const view = { own: 'a', others: new Map([['bob', 'b']]) };
const statements = (one: string, other: string): Map<string, string> =>
  new Map([
    ['alice', one],
    ['bob', other],
  ]);

describe('the code', () => {
  test('Y5: is the first 42 bits of a hash, six a symbol', () => {
    const text = JSON.stringify([
      'madang safety code 1',
      [
        ['alice', 'a', 'x'],
        ['bob', 'b', 'y'],
      ],
    ]);
    const bits = BigInt(`0x${createHash('sha256').update(text).digest('hex')}`) >> 214n;
    const expected = Array.from({ length: 7 }, (_symbol, index) => Number((bits >> BigInt(36 - 6 * index)) & 63n));
    expect(codeOf('alice', view, statements('x', 'y'))).toEqual(expected);
  });

  test('Y5: is the same for whoever sees the same, in whatever order', () => {
    const bob = { own: 'b', others: new Map([['alice', 'a']]) };
    const reversed = new Map([...statements('x', 'y')].reverse());
    expect(codeOf('bob', bob, reversed)).toEqual(codeOf('alice', view, statements('x', 'y')));
  });

  test.each([
    ['a statement', view, statements('x', 'z')],
    ['a certificate that is seen', { ...view, others: new Map([['bob', 'c']]) }, statements('x', 'y')],
    ['the own certificate', { ...view, own: 'c' }, statements('x', 'y')],
  ])('Y5: is another one with another %s', (_what, seen, said) => {
    expect(codeOf('alice', seen, said)).not.toEqual(codeOf('alice', view, statements('x', 'y')));
  });

  test('Y5: every symbol comes up at every place', () => {
    const places = Array.from({ length: 7 }, () => new Set<number>());
    for (let count = 0; count < 2000; count += 1)
      codeOf('alice', view, statements('x', `${count}`)).forEach((symbol, place) => places[place]?.add(symbol));
    expect(places.map(({ size }) => size)).toEqual(Array(7).fill(64));
  });
});

test('Y2: an epoch is a set of people, in whatever order', () => {
  expect(epochOf(['b', 'a'])).toBe(epochOf(['a', 'b']));
  expect(epochOf(['a', 'b'])).not.toBe(epochOf(['a,b']));
  expect(digestOf('')).toBe(createHash('sha256').update('').digest('hex'));
});

describe('the symbols', () => {
  test('Y5: are 64, each one character of its own', () => {
    expect(SYMBOLS).toHaveLength(64);
    expect(new Set(SYMBOLS.map(([symbol]) => symbol)).size).toBe(64);
    for (const [symbol] of SYMBOLS) {
      expect(symbol).toMatch(/^\p{Emoji_Presentation}$/u);
    }
  });

  test.each(['en', 'ko'])('Y5: each has a name in %s that no other has', (locale) => {
    const { safety } = JSON.parse(readFileSync(`public/locales/${locale}.json`, 'utf8')) as {
      safety: { symbol: Record<string, string> };
    };
    const names = SYMBOLS.map(([, name]) => safety.symbol[name]?.toLowerCase() ?? '');
    expect(names).not.toContain('');
    expect(new Set(names).size).toBe(64);
    expect(Object.keys(safety.symbol)).toHaveLength(64);
  });
});
