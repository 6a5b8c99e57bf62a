/** Browser tests are Playwright's (tests/browser); everything here runs in Node. */
export default {
  testMatch: ['<rootDir>/tests/{unit,integration}/**/*.test.ts'],
  testEnvironment: 'node',
  globalSetup: '<rootDir>/tests/support/build.ts',
  // A busy machine needs longer than five seconds for some; where all is well nobody waits for these.
  testTimeout: 60_000,
  // PeerServer has two timers that nothing can stop.
  forceExit: true,
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic', importSource: 'preact' } },
        },
      },
    ],
  },
};
