// `npm run fuzz -- --seed N --minutes M`: the fuzzers of tests/fuzz for longer, then the lint's. The same seed makes the
// same requests in the same order; without one it is new each time, and printed. `--only lint` takes the lint's alone.
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { parseArgs } from 'node:util'

const SUITES = { server: 'tests/fuzz', lint: 'src/rules/template-lint/fuzz.test.ts' }
const USAGE = 'usage: npm run fuzz -- [--seed WHOLE_NUMBER] [--minutes NUMBER] [--only server|lint] [--runs NUMBER]'

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    minutes: { type: 'string', default: '10' },
    only: { type: 'string' },
    /** Of the lint, which counts templates instead of minutes. */
    runs: { type: 'string', default: '100000' },
  },
})
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31))
const minutes = Number(values.minutes)
const runs = Number(values.runs)
const wanted = Object.entries(SUITES).filter(([name]) => values.only === undefined || values.only === name)
if (!Number.isInteger(seed) || !(minutes > 0) || !(runs > 0) || wanted.length === 0) {
  console.error(USAGE)
  process.exit(2)
}

const again = `npm run fuzz -- --seed ${seed} --minutes ${minutes} --runs ${runs}`
console.log(`seed ${seed}, ${minutes} minutes, ${runs} templates`)
const root = path.resolve(import.meta.dirname, '..')
for (const [name, file] of wanted) {
  const { status } = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', file], {
    cwd: root,
    env: { ...process.env, FUZZ_SEED: String(seed), FUZZ_MINUTES: String(minutes), FUZZ_LINT_RUNS: String(runs) },
    stdio: 'inherit',
  })
  if (status === 0) continue
  console.log(`\nagain: ${again} --only ${name}`)
  process.exitCode = status ?? 1
}
