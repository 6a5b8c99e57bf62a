import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readConfig } from '../../src/server/config.ts';
import { TEST_ENVIRONMENT } from '../support/servers/server-process.ts';

const sourcesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(folder, file));

describe('tests, labs and benches', () => {
  test('start servers that ask no public STUN server', () => {
    expect(readConfig(TEST_ENVIRONMENT)).toMatchObject({ config: { ice: { stunUrls: [] } } });
  });

  test('start a server only where they say which STUN servers it has', () => {
    const starting = ['tests', 'bench'].flatMap(sourcesIn).filter((file) => {
      const source = readFileSync(file, 'utf8');
      return source.includes('src/server/main.ts') && !/STUN_URLS|TEST_ENVIRONMENT/.test(source);
    });
    expect(starting).toEqual([]);
  });
});
