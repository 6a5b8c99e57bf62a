import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import { provideTools } from './support/tools.ts';

/**
 * `npm test`: everything there is, on a machine with nothing but Node. Ends with one line that counts it all.
 */

const RESULTS = 'test-results';

const jestSchema = v.object({
  numPassedTests: v.number(),
  numFailedTests: v.number(),
  numPendingTests: v.number(),
  numRuntimeErrorTestSuites: v.number(),
});
const playwrightSchema = v.object({
  stats: v.object({ expected: v.number(), unexpected: v.number(), flaky: v.number(), skipped: v.number() }),
});

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

function run(script: string, args: readonly string[], env: Record<string, string> = {}): void {
  spawnSync('npm', ['run', '--silent', script, '--', ...args], { stdio: 'inherit', env: { ...process.env, ...env } });
}

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8')) as unknown;

function runJest(): Counts {
  const file = `${RESULTS}/jest.json`;
  run('test:unit', ['--json', `--outputFile=${file}`]);
  const result = v.parse(jestSchema, readJson(file));
  return {
    passed: result.numPassedTests,
    failed: result.numFailedTests + result.numRuntimeErrorTestSuites,
    skipped: result.numPendingTests,
  };
}

function runPlaywright(): Counts {
  // Playwright empties its own folder when it starts.
  const file = `${RESULTS}/playwright.json`;
  run('test:browser', ['--reporter=list,json', `--output=${RESULTS}/browser`], { PLAYWRIGHT_JSON_OUTPUT_NAME: file });
  const { stats } = v.parse(playwrightSchema, readJson(file));
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
}

provideTools();
mkdirSync(RESULTS, { recursive: true });
const counts = [runJest(), runPlaywright()];
const total = (key: keyof Counts): number => counts.reduce((sum, count) => sum + count[key], 0);
console.log(`\n${total('passed')} passed, ${total('failed')} failed, ${total('skipped')} skipped`);
process.exitCode = total('failed') > 0 || total('passed') === 0 ? 1 : 0;
