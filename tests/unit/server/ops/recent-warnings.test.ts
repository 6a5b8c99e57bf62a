import { describe, expect, test } from '@jest/globals';
import { createLog } from '../../../../src/server/ops/log.ts';
import { createRecentWarnings } from '../../../../src/server/ops/recent-warnings.ts';

function setUp(level = 'silent') {
  const warnings = createRecentWarnings();
  return { warnings, log: createLog(level, { warnings }) };
}

describe('the last warnings', () => {
  test.each(['silent', 'fatal', 'error'])('are kept also where LOG_LEVEL is %s', (level) => {
    const { log, warnings } = setUp(level);
    log.warn('too many');
    log.info('nothing to see');
    expect(warnings.all).toEqual([
      { time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as unknown as string, level: 'warn', text: 'too many' },
    ]);
  });

  test('tell what went wrong, without the stack', () => {
    const { log, warnings } = setUp();
    log.error({ err: new TypeError('x is not a function'), repeated: 3 });
    log.warn(new Error('no answer'), 'no TURN credentials could be had');
    log.error(new Error('alone'));
    expect(warnings.all.map(({ level, text }) => [level, text])).toEqual([
      ['error', 'TypeError: x is not a function'],
      ['warn', 'no TURN credentials could be had — Error: no answer'],
      ['error', 'Error: alone'],
    ]);
  });

  test('A6: are 200 at most, each of 300 characters at most', () => {
    const { log, warnings } = setUp();
    for (let number = 1; number <= 250; number += 1) log.warn(`${number} ${'x'.repeat(10_000)}`);
    expect(warnings.all).toHaveLength(200);
    expect(warnings.all[0]?.text).toMatch(/^51 x{297}$/);
  });
});
