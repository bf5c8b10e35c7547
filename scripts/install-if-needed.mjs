// Runs on whatever Node the machine has, before anything is installed: plain JavaScript, no packages.
// Installs exactly what the lock file says when that has not been done yet, then makes sure of the pinned Node.
import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'

const lock = 'package-lock.json'
const done = 'node_modules/.package-lock.json'

if (Number(process.versions.node.split('.')[0]) < 20) {
  console.error(`Score Canales needs Node 20 or later to start; this is ${process.version}.`)
  process.exit(1)
}
if (!existsSync(done) || statSync(done).mtimeMs < statSync(lock).mtimeMs) {
  console.log('Installing packages (once, about a minute) …')
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (npm.status !== 0) process.exit(npm.status ?? 1)
}
const pinned = spawnSync('node_modules/.bin/node', ['--version'], { encoding: 'utf8' })
const version = pinned.status === 0 ? pinned.stdout.trim() : process.version
if (!version.startsWith('v24.')) {
  console.error(
    `No pinned Node came with the packages for ${process.platform}/${process.arch}: please run with Node 24.`,
  )
  process.exit(1)
}
