import { describe, expect, test } from '@jest/globals';
import { parseRoomName } from '../../../src/shared/room-name.ts';

describe('a room name', () => {
  test.each([
    ['a UUID', '3F2504E0-4F89-41D3-9A0C-0305E82C3301', '3f2504e0-4f89-41d3-9a0c-0305e82c3301'],
    ['a human name', 'standup', 'standup'],
    ['capitals', 'StandUp', 'standup'],
    ['Korean', '우리반', '우리반'],
    ['Korean, decomposed as macOS types it', '우리반'.normalize('NFD'), '우리반'],
    ['Hindi with its vowel signs', 'हिन्दी', 'हिन्दी'],
    ['digits, dash and underscore', 'physics_101-b', 'physics_101-b'],
    ['a capital that lowers into two characters', 'İzmir', 'i̇zmir'],
    ['64 characters beyond the basic plane', '𐐨'.repeat(64), '𐐨'.repeat(64)],
  ])('may be %s', (_what, raw, expected) => {
    expect(parseRoomName(raw)).toBe(expected);
  });

  test.each([
    ['nothing', ''],
    ['more than 64 characters', 'a'.repeat(65)],
    ['spaces', 'my room'],
    ['dots', 'favicon.ico'],
    ['slashes', 'a/b'],
    ['markup', '<b>'],
    ['emoji', '🎉'],
    ['a line break', 'a\nb'],
    ['one of our own paths', 'healthz'],
    ['one of our own paths in capitals', 'API'],
    ['a path that we will need', 'admin'],
    ['another', 'embed'],
    ['and another', 'rooms'],
  ])('may not be %s', (_what, raw) => {
    expect(parseRoomName(raw)).toBeNull();
  });
});
