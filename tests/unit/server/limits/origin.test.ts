import { describe, expect, test } from '@jest/globals';
import { createIsOwnOrigin, type OwnOrigins } from '../../../../src/server/limits/origin.ts';

const NOTHING: OwnOrigins = { publicUrl: null, allowedOrigins: [], isProxyTrusted: false };

const isOwn = (origin: string | undefined, host: string, own: Partial<OwnOrigins> = {}, forwardedHost?: string) =>
  createIsOwnOrigin({ ...NOTHING, ...own })({
    host,
    ...(origin !== undefined && { origin }),
    ...(forwardedHost !== undefined && { 'x-forwarded-host': forwardedHost }),
  });

describe('the origin of a page that opens a socket', () => {
  test.each([
    [undefined, 'rooms.example'],
    ['https://rooms.example', 'rooms.example'],
    ['https://rooms.example', 'rooms.example:443'],
    ['http://rooms.example:3000', 'rooms.example:3000'],
    ['https://ROOMS.example', 'rooms.example'],
    ['http://[::1]:3000', '[::1]:3000'],
  ])('G12: %s is our own at %s', (origin, host) => {
    expect(isOwn(origin, host)).toBe(true);
  });

  test.each([
    ['https://evil.example', 'rooms.example'],
    ['https://rooms.example.evil.example', 'rooms.example'],
    ['https://rooms.example:8443', 'rooms.example'],
    ['null', 'rooms.example'],
    ['', 'rooms.example'],
    ['file://', 'rooms.example'],
    ['chrome-extension://rooms.example', 'rooms.example'],
    ['https://rooms.example', ''],
  ])('G12: %s is not our own at %s', (origin, host) => {
    expect(isOwn(origin, host)).toBe(false);
  });

  test('G12: PUBLIC_URL and ALLOWED_ORIGINS name further ones', () => {
    const own = { publicUrl: 'https://rooms.example', allowedOrigins: ['https://intranet.example'] };
    expect(isOwn('https://rooms.example', '10.0.0.1:3000', own)).toBe(true);
    expect(isOwn('https://intranet.example', '10.0.0.1:3000', own)).toBe(true);
    expect(isOwn('http://intranet.example', '10.0.0.1:3000', own)).toBe(false);
  });

  test('G12: a forwarded host counts only where a proxy is trusted, and only what the nearest one wrote', () => {
    const trusting = { isProxyTrusted: true };
    expect(isOwn('https://rooms.example', 'app:3000', {}, 'rooms.example')).toBe(false);
    expect(isOwn('https://rooms.example', 'app:3000', trusting, 'rooms.example')).toBe(true);
    expect(isOwn('https://evil.example', 'app:3000', trusting, 'evil.example, rooms.example')).toBe(false);
  });
});
