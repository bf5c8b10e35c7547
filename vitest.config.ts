import { defineConfig } from 'vitest/config'

const withDatabase = ['src/server/{features,pipeline,http,jobs,live,database}/**/*.test.ts', 'tests/**/*.test.ts']

/** `pure`: values in, values out, and the simulator. `server`: real HTTP over a real PostgreSQL, started once per run. */
export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'pure',
          include: ['src/**/*.test.ts', 'simulator/**/*.test.ts'],
          exclude: withDatabase,
          isolate: false,
        },
      },
      {
        test: {
          name: 'server',
          include: withDatabase,
          exclude: ['tests/browser/**'],
          globalSetup: 'tests/support/postgres-server.ts',
          isolate: false,
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
    ],
  },
})
