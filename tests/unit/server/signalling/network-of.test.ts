import { expect, test } from '@jest/globals';
import { createNetworkOf } from '../../../../src/server/signalling/network-of.ts';

test('processes with one secret call a network the same, others do not, and no address can be read from it', () => {
  const [one, same, other] = ['a secret', 'a secret', 'another'].map(createNetworkOf);

  expect(one?.('203.0.113.7')).toBe(same?.('203.0.113.7'));
  expect(one?.('203.0.113.7')).not.toBe(one?.('203.0.113.8'));
  expect(one?.('203.0.113.7')).not.toBe(other?.('203.0.113.7'));
  expect(one?.('203.0.113.7')).not.toContain('203');
  expect(one?.(null)).toBeNull();
});
