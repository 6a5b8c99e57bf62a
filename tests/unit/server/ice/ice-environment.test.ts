import { describe, expect, test } from '@jest/globals';
import { readConfig } from '../../../../src/server/config.ts';
import { PUBLIC_STUN_URLS } from '../../../../src/server/ice/public-stun.ts';

const DAY_MS = 86_400_000;

const ice = (env: Record<string, string>) => {
  const result = readConfig(env);
  return result.ok ? result.config.ice : result.mistakes;
};

describe('the configuration of ICE', () => {
  test('I5: is public STUN unless set', () => {
    expect(ice({})).toEqual({ stunUrls: PUBLIC_STUN_URLS, turn: { type: 'none' }, policy: 'all' });
    expect(ice({ STUN_URLS: '' })).toMatchObject({ stunUrls: PUBLIC_STUN_URLS });
  });

  test.each(['none', ' none '])('I5: asks no STUN server with %j', (none) => {
    expect(ice({ STUN_URLS: none })).toEqual({ stunUrls: [], turn: { type: 'none' }, policy: 'all' });
  });

  test('takes lists of URLs, with spaces', () => {
    expect(ice({ STUN_URLS: 'stun:one.example:3478, stun:two.example' })).toMatchObject({
      stunUrls: ['stun:one.example:3478', 'stun:two.example'],
    });
  });

  test.each([
    [
      { TURN_URLS: 'turn:a', TURN_SECRET: 'shared' },
      { type: 'shared-secret', urls: ['turn:a'], secret: 'shared', longestLifetimeMs: 2 * DAY_MS },
    ],
    [
      { TURN_URLS: 'turn:a,turns:a:443', TURN_SECRET: 'shared', TURN_TTL: '60' },
      { type: 'shared-secret', urls: ['turn:a', 'turns:a:443'], secret: 'shared', longestLifetimeMs: 60_000 },
    ],
    [
      { TURN_URLS: 'turn:a', TURN_USERNAME: 'guest', TURN_PASSWORD: 'open sesame' },
      { type: 'static', urls: ['turn:a'], username: 'guest', password: 'open sesame' },
    ],
    [
      { CLOUDFLARE_TURN_KEY_ID: '0123abcd', CLOUDFLARE_TURN_API_TOKEN: 'token', TURN_TTL: '172800' },
      {
        type: 'cloudflare',
        apiUrl: 'https://rtc.live.cloudflare.com/v1',
        keyId: '0123abcd',
        apiToken: 'token',
        longestLifetimeMs: 2 * DAY_MS,
      },
    ],
  ])('takes TURN from %j', (env, turn) => {
    expect(ice({ ...env, ICE_POLICY: 'relay' })).toEqual({ stunUrls: [], turn, policy: 'relay' });
  });

  const SERVER = { TURN_URLS: 'turn:a', TURN_SECRET: 'shared' };
  const CLOUDFLARE = { CLOUDFLARE_TURN_KEY_ID: 'id', CLOUDFLARE_TURN_API_TOKEN: 'token' };

  test.each<[Record<string, string>, string]>([
    [{ STUN_URLS: 'stun:a,turn:b' }, 'STUN_URLS: "turn:b" does not begin with stun: or stuns:'],
    [{ STUN_URLS: 'none,stun:a' }, 'STUN_URLS: "none" does not begin with stun: or stuns:'],
    [{ STUN_URLS: ' , ' }, 'STUN_URLS: must hold at least one URL'],
    [{ ...SERVER, TURN_URLS: 'turn:a:99999' }, 'TURN_URLS: "turn:a:99999" has no valid port (1 to 65535)'],
    [{ TURN_URLS: 'turn:a' }, 'TURN_SECRET: must be set when TURN_URLS is (or TURN_USERNAME and TURN_PASSWORD)'],
    [{ TURN_SECRET: 'x' }, 'TURN_URLS: must be set when TURN_SECRET is'],
    [{ TURN_USERNAME: 'x', TURN_PASSWORD: 'y' }, 'TURN_URLS: must be set when TURN_USERNAME is'],
    [{ TURN_URLS: 'turn:a', TURN_USERNAME: 'x' }, 'TURN_PASSWORD: must be set when TURN_USERNAME is'],
    [{ TURN_URLS: 'turn:a', TURN_PASSWORD: 'x' }, 'TURN_USERNAME: must be set when TURN_PASSWORD is'],
    [
      { ...SERVER, TURN_USERNAME: 'x', TURN_PASSWORD: 'y' },
      'TURN_USERNAME: cannot be set when TURN_SECRET is: there is one kind of credentials',
    ],
    [
      { ...SERVER, ...CLOUDFLARE },
      'CLOUDFLARE_TURN_KEY_ID: cannot be set when TURN_SECRET is: there is one kind of credentials',
    ],
    [
      { TURN_URLS: 'turn:a', ...CLOUDFLARE },
      'TURN_URLS: cannot be set when CLOUDFLARE_TURN_KEY_ID is: Cloudflare names its servers itself',
    ],
    [{ CLOUDFLARE_TURN_KEY_ID: 'id' }, 'CLOUDFLARE_TURN_API_TOKEN: must be set when CLOUDFLARE_TURN_KEY_ID is'],
    [{ CLOUDFLARE_TURN_API_TOKEN: 'x' }, 'CLOUDFLARE_TURN_KEY_ID: must be set when CLOUDFLARE_TURN_API_TOKEN is'],
    [{ ...CLOUDFLARE, CLOUDFLARE_TURN_KEY_ID: '../x' }, 'CLOUDFLARE_TURN_KEY_ID: may hold letters and digits only'],
    [{ ...CLOUDFLARE, CLOUDFLARE_TURN_API_TOKEN: 'a b' }, 'CLOUDFLARE_TURN_API_TOKEN: may hold no spaces'],
    ...['59', '172801', '1h', '-60', '60.5'].map((ttl): [Record<string, string>, string] => [
      { ...SERVER, TURN_TTL: ttl },
      'TURN_TTL: must be a whole number of seconds from 60 to 172800',
    ]),
    [
      { TURN_TTL: '60' },
      'TURN_TTL: means nothing without TURN_SECRET or CLOUDFLARE_TURN_KEY_ID: no credentials expire',
    ],
    [{ ICE_POLICY: 'direct' }, 'ICE_POLICY: must be all or relay'],
    [
      { STUN_URLS: 'stun:a', ICE_POLICY: 'relay' },
      'ICE_POLICY: cannot be relay without a TURN server: nobody could connect',
    ],
  ])('%j is a mistake that is told', (env, mistake) => {
    expect(ice(env)).toEqual([mistake]);
  });

  test('tells several mistakes at once, and repeats no secret', () => {
    const mistakes = ice({ TURN_SECRET: 'hunter2', TURN_USERNAME: 'guest', TURN_PASSWORD: 'hunter2' });

    expect(mistakes).toHaveLength(2);
    expect(JSON.stringify(mistakes)).not.toContain('hunter2');
  });
});
