import { expect, test } from '@jest/globals';
import { expectedHeight } from '../../../../../src/client/ui/chat/expected-height.ts';

test('a long text is expected to be as high as its lines, and so are many short ones', () => {
  const short = expectedHeight('Hi');
  expect(expectedHeight('x'.repeat(4000))).toBe(short + 99 * 22);
  expect(expectedHeight('\n'.repeat(99))).toBe(short + 99 * 22);
  expect(expectedHeight('')).toBe(short);
});
