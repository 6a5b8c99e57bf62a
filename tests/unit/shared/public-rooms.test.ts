import { describe, expect, test } from '@jest/globals';
import { applyChange, createLanguageNames, search, type PublicRoom } from '../../../src/shared/public-rooms.ts';

const room = (id: string, order: number, more: Partial<PublicRoom> = {}): PublicRoom => ({
  id,
  title: id,
  topic: '',
  language: null,
  people: 1,
  isLocked: false,
  hasPasscode: false,
  isFull: false,
  order,
  ...more,
});

describe('a change of the list', () => {
  const before = [room('red', 2), room('blue', 1)];

  test('replaces rooms, adds them and takes them away, and keeps the order', () => {
    const change = { isWhole: false, rooms: [room('blue', 3, { people: 4 }), room('green', 4)], gone: ['red'] };
    expect(applyChange(before, change)).toEqual([room('green', 4), room('blue', 3, { people: 4 })]);
  });

  test('that is whole leaves nothing of before', () => {
    expect(applyChange(before, { isWhole: true, rooms: [room('green', 1)], gone: [] })).toEqual([room('green', 1)]);
  });
});

describe('searching the list', () => {
  const rooms = [
    room('book-club', 3, { title: 'Book club', topic: 'Novels of the sea', language: 'en' }),
    room('우리반', 2, { title: '우리 반', topic: '수학 숙제', language: 'ko' }),
    room('cafe', 1, { title: 'Café', topic: '' }),
  ];
  const found = (query: string, locale = 'en'): string[] =>
    search(rooms, query, createLanguageNames(locale)).map(({ id }) => id);

  test.each<[string, string[]]>([
    ['', ['book-club', '우리반', 'cafe']],
    ['  ', ['book-club', '우리반', 'cafe']],
    ['NOVELS', ['book-club']],
    ['sea book', ['book-club']],
    ['sea math', []],
    ['수학', ['우리반']],
    ['cafe\u0301', ['cafe']],
    ['korean', ['우리반']],
    ['.*', []],
  ])('%j finds %j', (query, ids) => {
    expect(found(query)).toEqual(ids);
  });

  test('finds a language as the reader calls it', () => {
    expect(found('한국어', 'ko')).toEqual(['우리반']);
  });

  test('reads no more than a person types', () => {
    expect(found('x '.repeat(5_000_000))).toEqual([]);
  });
});
