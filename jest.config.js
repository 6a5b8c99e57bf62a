/** Browser tests are Playwright's (tests/browser); everything here runs in Node. */
export default {
  testMatch: ['<rootDir>/tests/{unit,integration}/**/*.test.ts'],
  testEnvironment: 'node',
  globalSetup: '<rootDir>/tests/support/build.ts',
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
