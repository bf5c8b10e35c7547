// `npm test`: guards, then every test, from a clean clone; the last line sums them up, a guard counting as a test.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { guards, runGuards } from './check.ts'
import { installBrowser } from './install-browser.ts'

interface Count {
  passed: number
  failed: number
  skipped: number
}

/** What vitest's json reporter writes, as far as it is read here. */
interface Report {
  testResults: { status: string; assertionResults: { status: string }[] }[]
}

const root = path.resolve(import.meta.dirname, '..')
const withoutBrowser = installBrowser()
const all = { ...guards, 'web build': 'node scripts/build-web.ts' }
const failedGuards = await runGuards(all)
const tests = await runTests()
if (failedGuards.length > 0) console.log(`\nguards that failed: ${failedGuards.join(', ')}`)
if (withoutBrowser !== null) console.log(`\n${withoutBrowser}`)

const failed = tests.failed + failedGuards.length
const passed = tests.passed + Object.keys(all).length - failedGuards.length
console.log(`\n${passed} passed, ${failed} failed, ${tests.skipped} skipped`)
process.exitCode = failed > 0 ? 1 : 0

async function runTests(): Promise<Count> {
  const folder = mkdtempSync(path.join(tmpdir(), 'score-report-'))
  const file = path.join(folder, 'tests.json')
  try {
    const code = await vitest(['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`])
    const none = { passed: 0, failed: 0, skipped: 0 }
    const count = existsSync(file) ? countOf(JSON.parse(readFileSync(file, 'utf8')) as Report) : none
    // A fault outside of any test, or no report at all.
    return code !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function vitest(args: string[]): Promise<number | null> {
  const program = path.join(root, 'node_modules/vitest/vitest.mjs')
  const child = spawn(process.execPath, [program, ...args], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
  return new Promise((resolve, reject) => child.on('error', reject).on('close', resolve))
}

/** In a file whose set-up failed, the tests that could not run have failed: without its browser a test is not skipped. */
function countOf({ testResults }: Report): Count {
  const count = { passed: 0, failed: 0, skipped: 0 }
  for (const file of testResults) {
    const broken = file.status === 'failed' && !file.assertionResults.some((t) => t.status === 'failed')
    for (const { status } of file.assertionResults) {
      if (status === 'passed') count.passed++
      else if (status === 'failed' || broken) count.failed++
      else count.skipped++
    }
    if (broken && file.assertionResults.length === 0) count.failed++
  }
  return count
}
