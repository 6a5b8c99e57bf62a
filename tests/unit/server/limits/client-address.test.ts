import { describe, expect, test } from '@jest/globals';
import { createAddressOf } from '../../../../src/server/limits/client-address.ts';

function addressOf(trustProxy: number | null, peer: string, forwarded?: string) {
  let told = 0;
  const read = createAddressOf({ trustProxy, onUnknown: () => (told += 1) });
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
  const ask = () => read({ headers, socket: { remoteAddress: peer } as never });
  return { address: ask(), again: ask(), told };
}

describe('the address of a visitor', () => {
  test.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['127.0.0.9', '127.0.0.9'],
    ['2001:db8:1:2:3:4:5:6', '20010db800010002/64'],
    ['2001:db8:1:2::9', '20010db800010002/64'],
    ['2001:db8:1:3::9', '20010db800010003/64'],
  ])('G11: %s counts as %s', (peer, key) => {
    expect(addressOf(null, peer).address).toBe(key);
    expect(addressOf(0, peer).address).toBe(key);
  });

  test.each([
    '10.0.0.1',
    '172.17.0.1',
    '192.168.1.1',
    '100.64.0.1',
    '169.254.1.1',
    'fd00::1',
    'fe80::1',
    '::ffff:10.0.0.1',
  ])('G11: is not known behind the private address %s when nobody said how many proxies there are', (peer) => {
    expect(addressOf(null, peer).address).toBeNull();
    expect(addressOf(0, peer).address).not.toBeNull();
  });

  test('G11: is not known when it was forwarded and nobody said by how many proxies', () => {
    expect(addressOf(null, '203.0.113.7', '198.51.100.1')).toEqual({ address: null, again: null, told: 1 });
  });

  test.each([
    [0, '198.51.100.1', '203.0.113.7'],
    [1, '198.51.100.1', '198.51.100.1'],
    [1, 'faked, 198.51.100.1', '198.51.100.1'],
    [2, 'faked, 198.51.100.1, 192.0.2.4', '198.51.100.1'],
    [2, '198.51.100.1', '198.51.100.1'],
    [1, '198.51.100.1:5123', '198.51.100.1'],
    [1, '[2001:db8:1:2::9]:5123', '20010db800010002/64'],
    [1, 'unknown', '203.0.113.7'],
    [2, '198.51.100.1, unknown', '203.0.113.7'],
    [1, '', '203.0.113.7'],
  ])('G11: with %i proxies, "%s" names %s', (hops, forwarded, key) => {
    expect(addressOf(hops, '203.0.113.7', forwarded)).toEqual({ address: key, again: key, told: 0 });
  });

  test('G11: is not known where the socket has none', () => {
    expect(addressOf(1, '').address).toBeNull();
  });
});
