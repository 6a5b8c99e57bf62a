import { createHmac } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { createIceProvider } from '../../../../src/server/ice/create-ice-provider.ts';
import type { IceConfig } from '../../../../src/server/ice/ice-config.ts';

const NOW_MS = 1_700_000_000_500;
const HOUR_MS = 3_600_000;

const provide = (config: Partial<IceConfig>) =>
  createIceProvider(
    { stunUrls: [], turn: { type: 'none' }, policy: 'all', ...config },
    {
      now: () => NOW_MS,
      onError(error) {
        throw error;
      },
    },
  )('room-alice', NOW_MS);

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

  test('of coturn carry credentials that expire and name the participant', async () => {
    const urls = ['turn:a:3478', 'turns:a:5349'];
    const username = `${1_700_000_000 + 3600}:room-alice`;

    expect(
      await provide({
        stunUrls: ['stun:a:3478'],
        turn: { type: 'shared-secret', urls, secret: 'shared', lifetimeMs: HOUR_MS },
      }),
    ).toEqual({
      servers: [
        { urls: ['stun:a:3478'] },
        { urls, username, credential: createHmac('sha1', 'shared').update(username).digest('base64') },
      ],
      expiresAt: (1_700_000_000 + 3600) * 1000,
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
