import { describe, expect, test } from '@jest/globals';
import { readFragment } from '../../../../src/client/browser/door-keys.ts';

const KEY = 'k'.repeat(43);

describe('H12: the keys in a link’s fragment', () => {
  test.each([
    ['', {}, ''],
    ['#', {}, '#'],
    ['#top', {}, '#top'],
    [`#host=${KEY}`, { hostKey: KEY }, ''],
    ['#pass=open%20sesame', { passcode: 'open sesame' }, ''],
    [`#pass=%EC%97%B4%EC%87%A0&host=${KEY}`, { hostKey: KEY, passcode: '열쇠' }, ''],
    [`#host=${KEY}&lang=ko`, { hostKey: KEY }, '#lang=ko'],
    ['#host=<script>', {}, ''],
    [`#pass=${'x'.repeat(500)}`, {}, ''],
    ['#host=&pass=', {}, ''],
  ])('%s', (fragment, keys, rest) => {
    expect(readFragment(fragment)).toEqual({ keys, rest });
  });
});
