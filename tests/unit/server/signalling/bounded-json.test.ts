import { describe, expect, test } from '@jest/globals';
import { isShallow, parseShallow } from '../../../../src/server/signalling/bounded-json.ts';

describe('P8: JSON of bounded depth', () => {
  test.each([
    ['{}', 1, true],
    ['{"a":{"b":[]}}', 3, true],
    ['{"a":{"b":[[]]}}', 3, false],
    ['[[],[],[{}]]', 3, true],
    ['{"a":"[[[[{{{{"}', 1, true],
    ['{"a":"\\"[[[["}', 1, true],
    ['{"a":"\\\\","b":[[]]}', 2, false],
    [`${'['.repeat(20_000)}${']'.repeat(20_000)}`, 3, false],
    [']]]][[[[[[[[', 3, false],
  ])('%#: depth is told without parsing', (json, maxDepth, expected) => {
    expect(isShallow(json, maxDepth)).toBe(expected);
  });

  test('what is no JSON, or too deep, has no value', () => {
    expect(parseShallow('{"a":[1]}', 3)).toEqual({ a: [1] });
    expect(parseShallow('{"a":[1]}', 1)).toBeUndefined();
    expect(parseShallow('hello', 3)).toBeUndefined();
  });
});
