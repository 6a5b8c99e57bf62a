import { describe, expect, test } from '@jest/globals';
import { readSecretFiles } from '../../../src/server/secrets.ts';

const files: Record<string, string> = { '/run/secrets/one': 'from-a-file\n', '/run/secrets/empty': '\n' };

function readFile(path: string): string {
  const content = files[path];
  if (content === undefined) throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
  return content;
}

describe('secrets from files', () => {
  test.each(['SECRET', 'TURN_SECRET', 'ADMIN_PASSWORD'])(
    '%s can come from a file, without its last line break',
    (name) => {
      const { env, mistakes } = readSecretFiles({ PORT: '1', [`${name}_FILE`]: '/run/secrets/one' }, readFile);
      expect(env).toMatchObject({ PORT: '1', [name]: 'from-a-file' });
      expect(mistakes).toEqual([]);
    },
  );

  test.each([
    [{ SECRET_FILE: '/run/secrets/two' }, 'SECRET_FILE: /run/secrets/two cannot be read (ENOENT)'],
    [{ SECRET_FILE: '/run/secrets/empty' }, 'SECRET_FILE: /run/secrets/empty is empty'],
    [{ SECRET_FILE: '/run/secrets/one', SECRET: 'hunter2' }, 'SECRET_FILE: cannot be set when SECRET is'],
  ])('%j is a mistake that is told', (env, mistake) => {
    expect(readSecretFiles(env, readFile).mistakes).toEqual([mistake]);
  });
});
