import { describe, expect, test } from '@jest/globals';
import { readConfig } from '../../../src/server/config.ts';
import { signOfSeveral } from '../../../src/server/several-processes.ts';
import { startNotices } from '../../../src/server/start-notices.ts';

describe('a process that is one of several', () => {
  test.each([
    [{ DYNO: 'web.2' }, 'DYNO'],
    [{ DYNO: 'web.11' }, 'DYNO'],
    [{ NODE_APP_INSTANCE: '1' }, 'NODE_APP_INSTANCE'],
    [{ WEB_CONCURRENCY: '4' }, 'WEB_CONCURRENCY'],
    [{ DYNO: 'web.1', NODE_APP_INSTANCE: '0', WEB_CONCURRENCY: '1' }, null],
    [{ DYNO: 'run.4812' }, null],
    [{}, null],
  ])('is known by what the platform sets: %j', (env, variable) => {
    expect(signOfSeveral(env)).toBe(variable);
  });

  const noticesWith = (env: Record<string, string>): string[] => {
    const read = readConfig({ SECRET: 's'.repeat(32), ...env });
    if (!read.ok) throw new Error(read.mistakes.join());
    return startNotices(read.config, 'DYNO').map(({ text }) => text);
  };

  test('is warned that people do not find each other, unless there is a Redis', () => {
    expect(noticesWith({})).toContainEqual(expect.stringMatching(/^DYNO says .* REDIS_URL/));
    expect(noticesWith({ REDIS_URL: 'redis://localhost' })).not.toContainEqual(expect.stringMatching(/REDIS_URL/));
  });

  test('needs a SECRET for REDIS_URL, and a URL of Redis', () => {
    expect(readConfig({ REDIS_URL: 'redis://localhost' })).toMatchObject({
      ok: false,
      mistakes: [expect.stringMatching(/^SECRET: /)],
    });
    expect(readConfig({ SECRET: 's'.repeat(32), REDIS_URL: 'localhost:6379' })).toMatchObject({
      ok: false,
      mistakes: [expect.stringMatching(/^REDIS_URL: /)],
    });
  });
});
