/** Tests run on the sources themselves: a workspace name leads to `src`, so no build stands between an edit and its test. */
const sources = {
  roots: ['<rootDir>/packages', '<rootDir>/emulator', '<rootDir>/console', '<rootDir>/tests'],
  modulePathIgnorePatterns: ['/dist/'],
};

/** What measures the heap, or sets the clock, wants a Node in which nothing else has run. */
const ALONE = ['**/hot-path.test.ts', '**/session-heap.test.ts', '**/lookout/visitor.test.ts'];

const swc = [
  '@swc/jest',
  {
    jsc: {
      target: 'es2022',
      parser: { syntax: 'typescript', tsx: true },
      transform: { react: { runtime: 'automatic' } },
    },
    module: { type: 'es6' },
    sourceMaps: 'inline',
  },
];

/** All others share one Node a core, which loads a router once: a third of the time that a fresh one for each file would take. */
const shared = {
  ...sources,
  displayName: 'shared',
  testMatch: ['**/*.test.ts', ...ALONE.map((pattern) => `!${pattern}`)],
  runner: ['jest-light-runner', { runtime: 'worker_threads' }],
  setupFiles: ['<rootDir>/tools/jest/sources.mjs'],
};

const alone = {
  ...sources,
  displayName: 'alone',
  testMatch: ALONE,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: { '^.+\\.tsx?$': swc },
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    '^@rtemu/(emulator|console)/(.*)$': '<rootDir>/$1/src/$2',
    '^@rtemu/([a-z]+)/(.*)$': '<rootDir>/packages/$1/src/$2',
  },
};

export default {
  projects: [shared, alone],
  testTimeout: 30_000, // no test waits; a busy machine may
  maxWorkers: '100%', // one a core; Jest itself would leave one idle, which of two is half
  coverageProvider: 'v8',
  reporters: ['default', '<rootDir>/tools/jest/patience.cjs', '<rootDir>/tools/jest/summary-reporter.cjs'],
};
