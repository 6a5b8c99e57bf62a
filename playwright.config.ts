import { defineConfig } from '@playwright/test';
import { chromiumPath } from './tests/support/browser/browsers.ts';

/** Tests of the app as people use it. One at a time: a call of five browsers keeps two cores busy. */
export default defineConfig({
  testDir: 'tests/browser',
  globalSetup: './tests/support/build.ts',
  workers: 1,
  // A busy machine needs longer; where all is well nobody waits for these.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  retries: 0,
  forbidOnly: true,
  reporter: 'list',
  use: { launchOptions: chromiumPath() },
});
