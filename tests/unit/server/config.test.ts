import { describe, expect, test } from '@jest/globals';
import { readConfig } from '../../../src/server/config.ts';

describe('the configuration', () => {
  test('needs nothing', () => {
    expect(readConfig({})).toEqual({
      ok: true,
      config: {
        port: 3000,
        secret: null,
        roomCapacity: 8,
        graceMs: 30_000,
        logLevel: 'info',
        isDevelopment: false,
        ice: { stunUrls: [], turn: { type: 'none' }, policy: 'all' },
      },
    });
  });

  test('reads the environment, and takes an empty variable for an unset one', () => {
    const result = readConfig({
      PORT: '8080',
      SECRET: 'a long enough secret',
      ROOM_CAPACITY: '4',
      GRACE_SECONDS: '',
      UNRELATED: 'yes',
    });

    expect(result).toMatchObject({
      config: {
        port: 8080,
        roomCapacity: 4,
        graceMs: 30_000,
      },
    });
  });

  test('tells every mistake at once, each with its variable', () => {
    const result = readConfig({ PORT: 'http', ROOM_CAPACITY: '1', LOG_LEVEL: 'loud', STUN_URLS: 'http://a' });

    expect(result).toEqual({
      ok: false,
      mistakes: [
        'PORT: must be a whole number from 0 to 65535',
        'ROOM_CAPACITY: must be a whole number from 2 to 16',
        'LOG_LEVEL: must be one of fatal, error, warn, info, debug, trace, silent',
        'STUN_URLS: "http://a" does not begin with stun: or stuns:',
      ],
    });
  });
});
