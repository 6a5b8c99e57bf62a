import { createHmac } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { createIceProvider } from '../../../../src/server/ice/create-ice-provider.ts';
import type { IceConfig } from '../../../../src/server/ice/ice-config.ts';

const NOW_MS = 1_700_000_000_500;
const HOUR_MS = 3_600_000;

const provide = (config: Partial<IceConfig>, audience: 'page' | 'member' = 'page') =>
  createIceProvider(
    { stunUrls: [], turn: { type: 'none' }, policy: 'all', ...config },
    {
      now: () => NOW_MS,
      onError(error) {
        throw error;
      },
    },
  )('room-alice', NOW_MS, audience);

describe('ICE servers', () => {
  test('are none unless configured', async () => {
    expect(await provide({})).toEqual({ servers: [], expiresAt: null });
  });

  test('without TURN are STUN, for ever', async () => {
    expect(await provide({ stunUrls: ['stun:a:3478'] })).toEqual({
      servers: [{ urls: ['stun:a:3478'] }],
      expiresAt: null,
    });
  });

  test.each([
    ['a page', 'page', 48 * HOUR_MS, 10 * 60],
    ['somebody in the room', 'member', 48 * HOUR_MS, 2 * 3600],
    ['a page, where TURN_TTL is shorter', 'page', 60_000, 60],
    ['somebody in the room, where TURN_TTL is shorter', 'member', HOUR_MS, 3600],
  ] as const)('I6: of coturn for %s are good for that long', async (_case, audience, longestLifetimeMs, seconds) => {
    const turn = { type: 'shared-secret', urls: ['turn:a'], secret: 'shared', longestLifetimeMs } as const;
    const { servers, expiresAt } = await provide({ turn }, audience);

    expect(expiresAt).toBe((1_700_000_000 + seconds) * 1000);
    // coturn reads it there.
    expect(servers[0]?.username).toBe(`${1_700_000_000 + seconds}:room-alice`);
  });

  test('of coturn carry credentials that expire and name the participant', async () => {
    const urls = ['turn:a:3478', 'turns:a:5349'];
    const username = `${1_700_000_000 + 600}:room-alice`;

    expect(
      await provide({
        stunUrls: ['stun:a:3478'],
        turn: { type: 'shared-secret', urls, secret: 'shared', longestLifetimeMs: HOUR_MS },
      }),
    ).toEqual({
      servers: [
        { urls: ['stun:a:3478'] },
        { urls, username, credential: createHmac('sha1', 'shared').update(username).digest('base64') },
      ],
      expiresAt: (1_700_000_000 + 600) * 1000,
    });
  });

  test('with one login for everybody carry that login, for ever', async () => {
    const turn = { type: 'static', urls: ['turn:a'], username: 'guest', password: 'open sesame' } as const;

    expect(await provide({ turn })).toEqual({
      servers: [{ urls: ['turn:a'], username: 'guest', credential: 'open sesame' }],
      expiresAt: null,
    });
  });
});
