// After `npm install`: removes from the lock file the optional dependencies that it names but does not hold,
// because `npm ci` refuses such a lock ("Missing: … from lock file").
import { readFileSync, writeFileSync } from 'node:fs'

const path = 'package-lock.json'
const lock = JSON.parse(readFileSync(path, 'utf8'))

/** Whether `name` can be resolved from the package at `from`, walking up as Node does. */
function isHeld(from, name) {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('node_modules/') - 1))) {
    if (lock.packages[`${at ? `${at}/` : ''}node_modules/${name}`]) return true
    if (at === '') return false
  }
}

const dropped = []
for (const [at, entry] of Object.entries(lock.packages)) {
  if (at === '') continue
  for (const name of Object.keys(entry.optionalDependencies ?? {})) {
    if (isHeld(at, name)) continue
    delete entry.optionalDependencies[name]
    dropped.push(name)
  }
}
writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`)
console.log(`prune-lock: dropped ${dropped.length}`)
