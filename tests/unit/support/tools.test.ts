import { describe, expect, test } from '@jest/globals';
import { majorVersion } from '../../support/tool-version.ts';
import { outdatedTools } from '../../support/tools.ts';

describe('the programs that the tests need', () => {
  test.each([
    ['Mozilla Firefox 153.8.0esr', 153],
    ['Chromium 156.0.8078.108 built on Debian GNU/Linux 12 (bookworm)', 156],
    ['', null],
    ['command not found', null],
  ])('%j is version %j', (words, version) => {
    expect(majorVersion(words)).toBe(version);
  });

  // Something that is on every machine which runs this.
  const browser = { path: process.execPath, debianPackage: 'firefox-esr', oldest: 143 };

  test('that are too old are told in one sentence', () => {
    const sentence = `${process.execPath} is version 140, and the tests need 143 or newer: please upgrade firefox-esr.`;
    expect([...outdatedTools([browser], () => 140)]).toEqual([['firefox-esr', sentence]]);
  });

  test.each([[143], [153], [null]])('are taken as they are with version %j', (version) => {
    expect(outdatedTools([browser], () => version).size).toBe(0);
  });

  test('are not asked for a version that does not matter, or when they are missing', () => {
    const ask = () => {
      throw new Error('asked');
    };
    const { path, debianPackage } = browser;
    expect(
      outdatedTools(
        [
          { path, debianPackage },
          { ...browser, path: '/not/there' },
        ],
        ask,
      ).size,
    ).toBe(0);
  });
});
