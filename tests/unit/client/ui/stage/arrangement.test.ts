import { describe, expect, test } from '@jest/globals';
import {
  arrange,
  type Arrangement,
  type Seat,
  type LayoutWish,
} from '../../../../../src/client/ui/stage/arrangement.ts';

const me: Seat = { id: 'me', kind: 'camera', isSelf: true };
const alice: Seat = { id: 'alice', kind: 'camera', isSelf: false };
const bob: Seat = { id: 'bob', kind: 'camera', isSelf: false };
const screen: Seat = { id: 'alice/screen_1', kind: 'screen', isSelf: false };
const other: Seat = { id: 'bob/screen_2', kind: 'screen', isSelf: false };

const wish = (part: Partial<LayoutWish> = {}): LayoutWish => ({
  layout: 'auto',
  pinned: new Set(),
  featured: 'bob',
  equalised: new Set(),
  selfView: 'normal',
  ...part,
});

const grid = (...tiles: string[]) => ({ type: 'grid', tiles }) as const;
const stage = (large: string[], strip: string[]) => ({ type: 'stage', large, strip }) as const;

describe('the arrangement', () => {
  test.each<[string, Seat[], LayoutWish, Arrangement]>([
    ['of one alone is a grid', [me], wish(), grid('me')],
    ['of two shows the other full', [me, alice], wish(), { type: 'pair', full: 'alice', small: 'me' }],
    ['of two is a grid for who wants one', [me, alice], wish({ layout: 'grid' }), grid('me', 'alice')],
    ['of three is a grid', [me, alice, bob], wish(), grid('me', 'alice', 'bob')],
    [
      'shows the speaker large for who wants it',
      [me, alice, bob],
      wish({ layout: 'speaker' }),
      stage(['bob'], ['me', 'alice']),
    ],
    ['leaves out who hides themselves', [me, alice, bob], wish({ selfView: 'hidden' }), grid('alice', 'bob')],
    ['is empty for one alone who hides themselves', [me], wish({ selfView: 'hidden' }), grid()],
    [
      'shows our own picture small, above the others, for who wants it so',
      [me, alice, bob],
      wish({ selfView: 'small' }),
      { ...grid('alice', 'bob'), float: 'me' },
    ],
    [
      'shows it so beside a screen, too',
      [me, alice, screen],
      wish({ selfView: 'small' }),
      { ...stage([screen.id], ['alice']), float: 'me' },
    ],
    ['shows who is alone in full', [me], wish({ selfView: 'small' }), grid('me')],
    [
      'shows who pins themselves large, however small they are otherwise',
      [me, alice],
      wish({ selfView: 'hidden', pinned: new Set(['me']) }),
      stage(['me'], ['alice']),
    ],
    ['has no speaker where nobody else is', [me], wish({ layout: 'speaker', featured: null }), grid('me')],
    ['shows a screen large', [me, alice, screen], wish(), stage([screen.id], ['me', 'alice'])],
    ['shows several screens large', [me, alice, screen, other], wish(), stage([screen.id, other.id], ['me', 'alice'])],
    [
      'shows a new screen large also for who once chose the grid',
      [me, alice, screen],
      wish({ layout: 'grid' }),
      stage([screen.id], ['me', 'alice']),
    ],
    [
      'leaves a screen in the grid for who chose that while it was there',
      [me, alice, screen],
      wish({ layout: 'grid', equalised: new Set([screen.id]) }),
      grid('me', 'alice', screen.id),
    ],
    [
      'puts what is pinned before everything',
      [me, alice, bob, screen],
      wish({ layout: 'grid', pinned: new Set(['alice']) }),
      stage(['alice'], ['me', 'bob', screen.id]),
    ],
    [
      'shows several pins side by side',
      [me, alice, bob],
      wish({ pinned: new Set(['alice', 'me']) }),
      stage(['me', 'alice'], ['bob']),
    ],
    [
      'forgets a pin whose tile is gone',
      [me, alice, bob],
      wish({ pinned: new Set(['carol']) }),
      grid('me', 'alice', 'bob'),
    ],
  ])('%s', (_what, seats, wished, expected) => {
    expect(arrange(seats, wished)).toEqual(expected);
  });
});
