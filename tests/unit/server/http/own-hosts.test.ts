import { describe, expect, test } from '@jest/globals';
import { createOwnHosts } from '../../../../src/server/http/own-hosts.ts';

const headers = { host: '10.0.0.7:3000', 'x-forwarded-host': 'claimed.example, rooms.example' };

describe('the hosts of this service', () => {
  test.each([
    ['what was asked for', { publicUrl: null, isProxyTrusted: false }, ['10.0.0.7:3000']],
    ['what the nearest proxy says', { publicUrl: null, isProxyTrusted: true }, ['rooms.example', '10.0.0.7:3000']],
    [
      'what the operator says, whatever a proxy does',
      { publicUrl: 'https://meet.example.org', isProxyTrusted: true },
      ['meet.example.org', '10.0.0.7:3000'],
    ],
  ])('are %s', (_what, options, hosts) => {
    expect(createOwnHosts(options)(headers)).toEqual(hosts);
  });

  test('are none where a request names none', () => {
    expect(createOwnHosts({ publicUrl: null, isProxyTrusted: true })({})).toEqual([]);
  });
});
