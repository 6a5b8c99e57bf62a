import { expect, test } from '@jest/globals';
import { refusalOf } from '../../../../../src/client/call/devices/refusal.ts';

test.each([
  { message: 'Permission denied by system', site: 'granted', problem: 'system' },
  { message: 'Permission denied by system', site: null, problem: 'system' },
  { message: 'The request is not allowed by the user agent or the platform', site: 'granted', problem: 'system' },
  { message: 'Permission denied', site: 'denied', problem: 'denied' },
  { message: 'Permission dismissed', site: 'prompt', problem: 'denied' },
  { message: 'Permission denied', site: null, problem: 'denied' },
] as const)('“$message” with the permission $site of the site: $problem', ({ message, site, problem }) => {
  expect(refusalOf(message, site)).toBe(problem);
});
