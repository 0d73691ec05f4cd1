import { defineConfig } from 'vitest/config';

/** On CI's noisy machines a real browser, database or child process can be late: a failed test has a second try, and the report says so. */
const retry = process.env.CI ? 1 : 0;

/** One project a kind of test, so that CI can run each by name and the database suite twice (PGlite, PostgreSQL). */
const project = (name: string, include: string[], testTimeout: number, maxWorkers = 2) => ({
  test: {
    name,
    include,
    testTimeout,
    retry,
    hookTimeout: testTimeout * 2,
    pool: 'forks' as const,
    maxWorkers,
    execArgv: ['--no-memory-protection-keys'],
  },
});

export default defineConfig({
  test: {
    projects: [
      project('unit', ['tests/unit/**/*.test.ts'], 20_000),
      project('db', ['tests/db/**/*.test.ts'], 120_000),
      project('contract', ['tests/contract/**/*.test.ts'], 120_000),
      project('boundary', ['tests/boundary/**/*.test.ts'], 60_000),
      // Real child processes that start the whole service again and again: slow, so apart from `npm test`.
      project('process', ['tests/process/**/*.test.ts'], 180_000, 1),
      project('e2e', ['tests/e2e/**/*.test.ts'], 180_000, 1),
    ],
  },
});
