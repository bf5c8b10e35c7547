// `npm run fuzz -- --seed N --minutes M`: the fuzzers of tests/fuzz for longer. The same seed makes the same requests in the
// same order; without one it is new each time, and printed.
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { parseArgs } from 'node:util'

const { values } = parseArgs({ options: { seed: { type: 'string' }, minutes: { type: 'string', default: '10' } } })
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31))
const minutes = Number(values.minutes)
if (!Number.isInteger(seed) || !(minutes > 0)) {
  console.error('usage: npm run fuzz -- [--seed WHOLE_NUMBER] [--minutes NUMBER]')
  process.exit(2)
}

console.log(`seed ${seed}, ${minutes} minutes`)
const root = path.resolve(import.meta.dirname, '..')
const { status } = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', 'tests/fuzz'], {
  cwd: root,
  env: { ...process.env, FUZZ_SEED: String(seed), FUZZ_MINUTES: String(minutes) },
  stdio: 'inherit',
})
if (status !== 0) console.log(`\nagain: npm run fuzz -- --seed ${seed} --minutes ${minutes}`)
process.exitCode = status ?? 1
