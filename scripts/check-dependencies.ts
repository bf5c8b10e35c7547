// Holds the import rules of .dependency-cruiser.cjs against the tree.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const MODULES_AT_LEAST = 100

const folders = ['src', 'simulator', 'scripts', 'tests', 'bench', 'chaos'].filter((folder) => existsSync(folder))
const { status, stdout, stderr } = spawnSync('depcruise', ['--config', '.dependency-cruiser.cjs', ...folders], {
  encoding: 'utf8',
})
console.log(stdout + stderr)

// With a TypeScript that it cannot use, the tool sees no module and finds no fault in that.
const modules = Number(/(\d+) modules/.exec(stdout)?.[1] ?? 0)
if (modules < MODULES_AT_LEAST) console.log(`only ${modules} modules were looked at: the tool does not see the tree`)
if (status !== 0 || modules < MODULES_AT_LEAST) process.exitCode = 1
