import { expect, test } from '@jest/globals';
import { initialsOf } from '../../../../../src/client/ui/kit/avatar.tsx';

test.each([
  ['Bob', 'B'],
  ['Anna Maria Smith', 'AS'],
  ['김철수', '김'],
  ['élodie durand', 'ÉD'],
  ['🎉 Bob', 'B'],
  ['', ''],
])('the initials of "%s" are "%s"', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});
