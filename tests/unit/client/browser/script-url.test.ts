import { describe, expect, test } from '@jest/globals';
import { checkScriptUrl } from '../../../../src/client/browser/script-url.ts';

const FOLDER = 'https://meet.example.org/video/assets/';
const WORKER = 'https://meet.example.org/video/service-worker.js';
const check = (url: string): string => checkScriptUrl(url, FOLDER, WORKER);

describe('addresses of scripts', () => {
  test.each([`${FOLDER}disk-worker.ABC123.js`, 'disk-worker.ABC123.js', WORKER, '/video/service-worker.js'])(
    '%s passes',
    (url) => {
      expect(check(url)).toMatch(/^https:\/\/meet\.example\.org\/video\//);
    },
  );

  test.each([
    'data:text/javascript,alert(1)',
    'blob:https://meet.example.org/1-2-3',
    'https://evil.example/video/assets/disk-worker.js',
    '//evil.example/x.js',
    'javascript:alert(1)',
    `${FOLDER}../open?text=x.js`,
    `${FOLDER}x.js?callback=alert`,
    `${FOLDER}deeper/x.js`,
    `${FOLDER}x.json`,
    '/assets/x.js',
    '/service-worker.js',
    `${WORKER}?x`,
  ])('%s does not', (url) => {
    expect(() => check(url)).toThrow('no script of ours');
  });
});
