import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { fetchCloudflareGrant } from '../../../../src/server/ice/cloudflare.ts';
import { sendJson, startCloudflare, type CloudflareStandIn } from '../../../support/servers/cloudflare.ts';

const NOW_MS = 1_700_000_000_000;

describe("Cloudflare's TURN servers", () => {
  let cloudflare: CloudflareStandIn;
  beforeEach(async () => {
    cloudflare = await startCloudflare();
  });
  afterEach(() => cloudflare.close());

  const fetchGrant = () =>
    fetchCloudflareGrant(
      { type: 'cloudflare', apiUrl: cloudflare.apiUrl, keyId: 'key-id', apiToken: 'a-token', longestLifetimeMs: 1 },
      90_500,
      NOW_MS,
    );

  test('are asked for with the key and the lifetime in seconds', async () => {
    await fetchGrant();

    expect(cloudflare.requests).toMatchObject([
      {
        path: '/v1/turn/keys/key-id/credentials/generate-ice-servers',
        headers: { authorization: 'Bearer a-token', 'content-type': 'application/json' },
        body: { ttl: 90 },
      },
    ]);
  });

  test('are handed on with their credentials, but for port 53, which browsers refuse', async () => {
    expect(await fetchGrant()).toEqual({
      servers: [
        { urls: ['stun:stun.cloudflare.test:3478'] },
        {
          urls: ['turn:turn.cloudflare.test:3478?transport=udp', 'turns:turn.cloudflare.test:443?transport=tcp'],
          username: 'user-1',
          credential: 'made-by-cloudflare',
        },
      ],
      expiresAt: NOW_MS + 90_500,
    });
  });

  test.each<[string, (response: ServerResponse) => void, RegExp]>([
    [
      'the key is wrong',
      (response) => sendJson(response, 401, { secret: 'a-token' }),
      /401.*CLOUDFLARE_TURN_API_TOKEN right/,
    ],
    ['it is out of order', (response) => sendJson(response, 500, {}), /answered 500/],
    ['the answer is no JSON', (response) => response.end('<html>'), /JSON/],
    ['the answer has another shape', (response) => sendJson(response, 201, { iceServers: 'none' }), /without a TURN/],
    [
      'there is no relay in the answer',
      (response) => sendJson(response, 201, { iceServers: [{ urls: ['stun:a'] }] }),
      /without a TURN/,
    ],
    [
      'a browser would throw on the answer',
      (response) => sendJson(response, 201, { iceServers: [{ urls: ['turn://a'], username: 'a', credential: 'b' }] }),
      /without a TURN/,
    ],
    ['it hangs up', (response) => response.destroy(), /fetch failed/],
  ])('are refused with words for the log when %s', async (_case, answer, words) => {
    cloudflare.answerWith(answer);
    const failure = await fetchGrant().catch((error: unknown) => error);

    expect(String(failure)).toMatch(words);
    expect(String(failure)).not.toContain('a-token');
  });
});
