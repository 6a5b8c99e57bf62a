import { describe, expect, test } from '@jest/globals';
import { bringForward, keepOrder, nextFeatured, rememberSpeakers } from '../../../../../src/client/ui/stage/turns.ts';

const set = (...ids: string[]): ReadonlySet<string> => new Set(ids);

describe('who spoke last', () => {
  test.each([
    ['nobody has spoken', [], set(), ['a', 'b'], []],
    ['somebody speaks for the first time', ['a'], set('b'), ['a', 'b'], ['b', 'a']],
    ['somebody speaks again', ['a', 'b'], set('b'), ['a', 'b'], ['b', 'a']],
    ['two speak at once: their order stays', ['a', 'b', 'c'], set('c', 'b'), ['a', 'b', 'c'], ['b', 'c', 'a']],
    ['somebody has gone', ['a', 'b'], set('a'), ['b'], ['b']],
  ])('%s', (_what, recent, speakers, present, expected) => {
    expect(rememberSpeakers(recent, speakers, present)).toEqual(expected);
  });
});

describe('who has the floor', () => {
  test.each([
    ['the first one, as long as nobody has spoken', null, set(), ['a', 'b'], 'a'],
    ['whoever speaks', 'a', set('b'), ['a', 'b'], 'b'],
    ['still the same when others break in', 'a', set('a', 'b'), ['a', 'b'], 'a'],
    ['still the same in a pause', 'b', set(), ['a', 'b'], 'b'],
    ['somebody else when they have gone', 'c', set(), ['a', 'b'], 'a'],
    ['nobody when nobody is there', 'a', set('a'), [], null],
  ])('%s', (_what, current, speakers, others, expected) => {
    expect(nextFeatured(current, speakers, others)).toBe(expected);
  });
});

describe('the order of tiles', () => {
  test.each([
    ['begins as they come', [], ['a', 'b'], ['a', 'b']],
    ['keeps who is there in their places', ['c', 'a', 'b'], ['a', 'b', 'c'], ['c', 'a', 'b']],
    ['puts the new one last and closes gaps', ['c', 'a', 'b'], ['b', 'c', 'd'], ['c', 'b', 'd']],
  ])('%s', (_what, order, present, expected) => {
    expect(keepOrder(order, present)).toEqual(expected);
  });

  test.each([
    ['nobody moves while who speaks is in view', [], set('b'), 'me a b | c d'],
    ['who speaks out of sight takes the place of who never spoke', ['a'], set('d'), 'me a d | c b'],
    ['or of who was silent the longest', ['b', 'a'], set('d'), 'me d b | c a'],
    ['two come forward at once', [], set('c', 'd'), 'me c d | a b'],
    ['nobody who speaks has to go', ['a'], set('a', 'b', 'c', 'd'), 'me a b | c d'],
    ['one does not have to go oneself', [], set('a', 'b', 'c'), 'me a b | c d'],
  ])('%s', (_what, recent, speakers, expected) => {
    const next = bringForward(['me', 'a', 'b', 'c', 'd'], {
      selfId: 'me',
      firstPage: ['me', 'a', 'b'],
      laterPages: ['c', 'd'],
      recent,
      speakers,
    });
    expect(`${next.slice(0, 3).join(' ')} | ${next.slice(3).join(' ')}`).toBe(expected);
  });
});
