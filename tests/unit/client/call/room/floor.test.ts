import { expect, test } from '@jest/globals';
import { nextFloor } from '../../../../../src/client/call/room/floor.ts';

test.each<[string, string | null, string[], string | null]>([
  ['nobody has it before somebody speaks', null, [], null],
  ['the first to speak gets it', null, ['alice'], 'alice'],
  ['they keep it while others speak too', 'alice', ['bob', 'alice'], 'alice'],
  ['they keep it in silence', 'alice', [], 'alice'],
  ['they lose it when they are silent and somebody else speaks', 'alice', ['bob'], 'bob'],
])('the floor: %s', (_name, holder, speakers, expected) => {
  expect(nextFloor(holder, new Set(speakers))).toBe(expected);
});
