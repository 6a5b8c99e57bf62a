import { expect, test } from '@jest/globals';
import { readPageOptions } from '../../../../src/client/start/page-options.ts';

test.each([
  ['', { name: null, microphone: true, camera: true }],
  ['?join&name=Bob&mic=off&cam=off', { name: 'Bob', microphone: false, camera: false }],
  ['?name=&mic=on', { name: '', microphone: true, camera: true }],
  [`?name=${'x'.repeat(1000)}`, { name: 'x'.repeat(40), microphone: true, camera: true }],
  ['?name=%E2%80%AE+Bob%00', { name: 'Bob', microphone: true, camera: true }],
])('%.20s is read, and its name made fit to be used', (search, options) => {
  expect(readPageOptions(search)).toEqual(options);
});
