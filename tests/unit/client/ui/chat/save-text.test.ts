import { expect, test } from '@jest/globals';
import { localDay } from '../../../../../src/client/ui/chat/save-text.ts';

test('a file is named by the day where the person is', () => {
  // One minute after midnight, wherever this runs: in UTC that is the day before or the same one.
  expect(localDay(new Date(2026, 0, 5, 0, 1))).toBe('2026-01-05');
  expect(localDay(new Date(2026, 10, 30, 23, 59))).toBe('2026-11-30');
});
