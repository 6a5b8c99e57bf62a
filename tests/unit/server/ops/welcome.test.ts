import { describe, expect, test } from '@jest/globals';
import { readableLine } from '../../../../src/server/ops/readable-line.ts';
import { welcomeText, type WelcomeOptions } from '../../../../src/server/ops/welcome.ts';

const welcome = (more: Partial<WelcomeOptions> = {}): string =>
  welcomeText({
    port: 3000,
    host: null,
    basePath: '',
    networkAddresses: ['192.168.0.7', 'fd00::7'],
    notices: [],
    ...more,
  });

describe('the words in a terminal', () => {
  test.each(['0.0.0.0', '::', null])('name this computer and its networks when HOST is %s', (host) => {
    const text = welcome({ host, basePath: '/video' });
    expect(text).toContain('on this computer      http://localhost:3000/video\n');
    expect(text).toContain('on the local network  http://192.168.0.7:3000/video\n');
    expect(text).toContain('on the local network  http://[fd00::7]:3000/video\n');
    expect(text).toMatch(/phones\s+and\s+other\s+computers\s+need\s+HTTPS/);
  });

  test('name no network that cannot reach the server', () => {
    const text = welcome({ host: '127.0.0.1' });
    expect(text).toContain('http://localhost:3000');
    expect(text).not.toContain('local network');
    expect(welcome({ host: '192.168.0.7' })).not.toContain('localhost:');
  });

  test('tell what is not configured, in lines that a terminal holds', () => {
    const text = welcome({ notices: ['SECRET is not set.', 'word '.repeat(60).trim()] });
    expect(text).toContain('Not configured (docs/configuration.md):\n\n  - SECRET is not set.\n  - word');
    expect(Math.max(...text.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(100);
    expect(welcome()).not.toContain('Not configured');
  });
});

describe('a line of the log in a terminal', () => {
  test('has the time, the level, the words and the stack', () => {
    const line = JSON.stringify({
      level: 50,
      time: '2026-01-01T10:00:00.000Z',
      msg: 'odd',
      err: { stack: 'Error: odd' },
    });
    expect(readableLine(line)).toMatch(/^\d\d:\d\d:\d\d error odd\nError: odd\n$/);
  });

  test('stays as it is when it is no line of ours', () => {
    expect(readableLine('something else\n')).toBe('something else\n');
  });
});
