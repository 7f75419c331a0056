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

/** Tests run on the sources themselves: a workspace name leads to `src`, so no build stands between an edit and its test. */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/packages', '<rootDir>/emulator', '<rootDir>/console', '<rootDir>/tests'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: { '^.+\\.tsx?$': swc },
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    '^@rtemu/(emulator|console)/(.*)$': '<rootDir>/$1/src/$2',
    '^@rtemu/([a-z]+)/(.*)$': '<rootDir>/packages/$1/src/$2',
  },
  testTimeout: 30_000, // no test waits; a busy machine may
  maxWorkers: '100%', // one a core; Jest itself would leave one idle, which of two is half
  modulePathIgnorePatterns: ['/dist/'],
  coverageProvider: 'v8',
  reporters: ['default', '<rootDir>/tools/summary-reporter.cjs'],
};
