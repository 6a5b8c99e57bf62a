import { expect, test } from '@jest/globals';
import pino from 'pino';
import { createErrorLog } from '../../../../src/server/ops/error-log.ts';

function setUp() {
  const lines: Record<string, unknown>[] = [];
  const log = pino({ base: null }, { write: (line) => lines.push(JSON.parse(line) as Record<string, unknown>) });
  const clock = { now: 0 };
  return { lines, clock, errors: createErrorLog(log, () => clock.now) };
}

test('a failure is logged once a minute, and then how often it happened meanwhile', () => {
  const { lines, clock, errors } = setUp();
  const fail = (message: string): void => errors.report(new Error(message));
  for (let i = 0; i < 100; i += 1) fail(`payload ${i}`);
  expect(lines).toHaveLength(1);

  errors.report(new TypeError('another kind'));
  expect(lines).toHaveLength(2);

  clock.now = 60_000;
  fail('again');
  expect(lines).toHaveLength(3);
  expect(lines[2]).toMatchObject({ err: { message: 'again' }, repeated: 99 });
});

test('the log remembers only so many kinds of failures', () => {
  const { lines, errors } = setUp();
  for (let i = 0; i < 1000; i += 1) errors.report(Object.assign(new Error('x'), { name: `Kind${i}` }));
  expect(lines).toHaveLength(1000);
  errors.warn('full');
  errors.warn('full');
  expect(lines).toHaveLength(1001);
});
