import { expect, test } from '@jest/globals';
import { kindOf, serversOf } from '../../../../../src/client/call/link/ice-server-kinds.ts';

test.each([
  ['stun:example.com:3478', 'stun'],
  ['stuns:example.com', 'stun'],
  ['turn:example.com', 'udp'],
  ['turn:example.com:3478?transport=udp', 'udp'],
  ['turn:example.com:3478?transport=tcp', 'tcp'],
  ['TURN:example.com?transport=TCP', 'tcp'],
  ['turns:example.com:443', 'tls'],
  ['turns:[2001:db8::1]:443?transport=tcp', 'tls'],
  ['https://example.com', null],
  ['turn', null],
])('%s is reached by %s', (url, kind) => {
  expect(kindOf(url)).toBe(kind);
});

test('servers keep their credentials when they are reduced to one kind', () => {
  const turn = { urls: ['turn:t', 'turn:t?transport=tcp', 'turns:t'], username: 'u', credential: 'c' };
  expect(serversOf([{ urls: ['stun:s'] }, turn], 'tcp')).toEqual([
    { urls: ['turn:t?transport=tcp'], username: 'u', credential: 'c' },
  ]);
  expect(serversOf([turn], 'stun')).toEqual([]);
});
