import { defineConfig } from 'vitest/config'

const withBrowser = ['tests/browser/**/*.test.ts']
const withDatabase = ['src/server/{features,pipeline,http,jobs,live,database}/**/*.test.ts', 'tests/**/*.test.ts']
const postgres = 'tests/support/postgres-server.ts'

/** `pure`: values in, values out, and the simulator. `server`: real HTTP over a real PostgreSQL, started once per run.
 *  `browser`: Chromium over the built screens, after the others, so that they do not slow each other down. */
export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'pure',
          include: ['src/**/*.test.ts', 'simulator/**/*.test.ts'],
          exclude: [...withDatabase, ...withBrowser],
          isolate: false,
        },
      },
      {
        test: {
          name: 'server',
          include: withDatabase,
          exclude: withBrowser,
          globalSetup: postgres,
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 90_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: withBrowser,
          globalSetup: postgres,
          isolate: false,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          testTimeout: 180_000,
          hookTimeout: 180_000,
          // A machine that does other things too is slow, and what is awaited is not a time. Playwright waits as long by itself.
          expect: { poll: { timeout: 30_000 } },
        },
      },
    ],
  },
})
