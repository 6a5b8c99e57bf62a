import { describe, expect, test } from '@jest/globals';
import { readConfig } from '../../../src/server/config.ts';

describe('the configuration', () => {
  test('needs nothing, and lets browsers ask two public STUN servers of different operators', () => {
    expect(readConfig({})).toEqual({
      ok: true,
      config: {
        port: 3000,
        host: null,
        basePath: '',
        secret: null,
        roomCapacity: 8,
        graceMs: 30_000,
        logLevel: 'info',
        isDevelopment: false,
        trustProxy: null,
        areLimitsOn: true,
        arePublicRoomsOn: true,
        adminPassword: null,
        maxSockets: 24_000,
        metricsToken: null,
        publicUrl: null,
        redisUrl: null,
        allowedOrigins: [],
        ice: {
          stunUrls: ['stun:stun.cloudflare.com:3478', 'stun:stun.l.google.com:19302'],
          turn: { type: 'none' },
          policy: 'all',
        },
      },
    });
  });

  test.each(['127.0.0.1', '::1', 'localhost', 'meet.example.org'])('HOST may be %s', (host) => {
    expect(readConfig({ HOST: host })).toMatchObject({ config: { host } });
  });

  test.each(['http://localhost', 'localhost:3000', ' ', '[::1]'])('HOST may not be %j', (host) => {
    expect(readConfig({ HOST: host })).toMatchObject({
      mistakes: ['HOST: must be an address or a name to listen on, without a port'],
    });
  });

  test.each([
    ['/video', '/video'],
    ['/video/', '/video'],
    ['/', ''],
    ['/a.b/~c_d', '/a.b/~c_d'],
  ])('BASE_PATH %s is the site at %j', (given, basePath) => {
    expect(readConfig({ BASE_PATH: given })).toMatchObject({ config: { basePath } });
  });

  test.each(['video', '/../x', '/.', '/a//b', '/a b', '/%20', '//evil.example', 'https://a/b', '/a?b'])(
    'BASE_PATH may not be %s',
    (given) => {
      expect(readConfig({ BASE_PATH: given })).toMatchObject({
        mistakes: [expect.stringMatching(/^BASE_PATH: must be/)],
      });
    },
  );

  test('a secret with a quote or a line break is a mistake that is told by name, and not repeated', () => {
    const turn = { TURN_URLS: 'turn:a', TURN_USERNAME: 'guest' };
    const result = readConfig({ ...turn, SECRET: '"hunter2-is-long-enough-for-a-secret"', TURN_PASSWORD: 'hunter2\n' });

    expect(result).toEqual({
      ok: false,
      mistakes: [
        'SECRET: may hold no quotes and no line breaks',
        'TURN_PASSWORD: may hold no quotes and no line breaks',
      ],
    });
  });

  test.each(["'x'", 'a“b”', 'a\u2028b', '\tx', 'x\r'])('TURN_SECRET may not be %j', (secret) => {
    expect(readConfig({ TURN_URLS: 'turn:a', TURN_SECRET: secret })).toMatchObject({
      mistakes: ['TURN_SECRET: may hold no quotes and no line breaks'],
    });
  });

  test('reads the environment, and takes an empty variable for an unset one', () => {
    const result = readConfig({
      PORT: '8080',
      SECRET: 'a secret that is long enough to be one',
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

  test('T6: does not take a secret that could be found by trying, and does not repeat it', () => {
    expect(readConfig({ SECRET: 'x'.repeat(32) }).ok).toBe(true);
    const result = readConfig({ SECRET: 'hunter2'.repeat(4) });

    expect(result).toEqual({
      ok: false,
      mistakes: [expect.stringMatching(/^SECRET: must have at least 32 characters/)],
    });
    expect(JSON.stringify(result)).not.toContain('hunter2');
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

  test('reads what is about addresses, origins and limits', () => {
    const result = readConfig({
      TRUST_PROXY: '1',
      LIMITS: 'off',
      PUBLIC_ROOMS: 'off',
      ADMIN_PASSWORD: 'scrypt:15:8:3:c2FsdHNhbHRzYWx0c2FsdA:a2V5a2V5a2V5a2V5a2V5a2V5a2V5a2V5a2V5a2V5a2U',
      MAX_SOCKETS: '500',
      PUBLIC_URL: 'https://Rooms.example/',
      ALLOWED_ORIGINS: 'https://intranet.example, http://localhost:8080',
    });

    expect(result).toMatchObject({
      config: {
        trustProxy: 1,
        areLimitsOn: false,
        arePublicRoomsOn: false,
        adminPassword: 'scrypt:15:8:3:c2FsdHNhbHRzYWx0c2FsdA:a2V5a2V5a2V5a2V5a2V5a2V5a2V5a2V5a2V5a2V5a2U',
        maxSockets: 500,
        publicUrl: 'https://rooms.example',
        allowedOrigins: ['https://intranet.example', 'http://localhost:8080'],
      },
    });
  });

  test.each([
    ['TRUST_PROXY', 'true', 'must be a whole number from 0 to 10'],
    ['TRUST_PROXY', '11', 'must be a whole number from 0 to 10'],
    ['LIMITS', 'no', 'must be on or off'],
    ['PUBLIC_ROOMS', 'maybe', 'must be on or off'],
    ['ADMIN_PASSWORD', 'scrypt:1:2:3', 'is no scrypt hash as "npm run hash-password" prints it'],
    ['ADMIN_PASSWORD', '$argon2id$v=19$x', 'is a hash of a kind that is not read: see docs/admin.md'],
    ['MAX_SOCKETS', '0', 'must be a whole number from 10 to 1000000'],
    ['PUBLIC_URL', 'rooms.example', 'must be like https://rooms.example, without a path'],
    ['PUBLIC_URL', 'https://rooms.example/madang', 'must be like https://rooms.example, without a path'],
    ['PUBLIC_URL', 'ftp://rooms.example', 'must be like https://rooms.example, without a path'],
    ['ALLOWED_ORIGINS', 'https://a.example,*', 'must be like https://rooms.example, without a path'],
  ])('%s may not be %s', (name, value, mistake) => {
    const result = readConfig({ [name]: value });
    expect(result.ok ? [] : result.mistakes).toEqual([expect.stringMatching(`^${name}[^:]*: ${mistake}$`)]);
  });
});
