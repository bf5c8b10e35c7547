// `npm run check`: the guards. Each is a program that ends with 0 when all is well.
import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'

const root = path.resolve(import.meta.dirname, '..')

/** By name; the slow ones first, so that they run beside the others. */
export const guards = {
  lint: 'oxlint --type-aware --format unix',
  schema: 'node scripts/schema.ts --check',
  'dependency rules': 'node scripts/check-dependencies.ts',
  'dead code': 'knip --no-progress',
  types: 'tsc -p tsconfig.json',
  'lock file': 'npm ci --dry-run --offline --ignore-scripts --no-audit --no-fund --loglevel=error',
  'api description': 'node scripts/openapi.ts --check',
  settings: 'node scripts/settings-doc.ts --check',
  'template rules': 'node scripts/template-rules-doc.ts --check',
  format: 'oxfmt --check',
  docs: 'node scripts/check-docs.ts',
}

/** Runs them, as many at once as there are processors, and says how each ended. @returns the names of those that failed */
export async function runGuards(commands: Record<string, string>): Promise<string[]> {
  const waiting = Object.entries(commands)
  const failed: string[] = []
  await Promise.all(
    Array.from({ length: availableParallelism() }, async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const [name, command] = next
        const begun = performance.now()
        const { ok, output } = await run(command)
        const seconds = ((performance.now() - begun) / 1000).toFixed(1)
        console.log(`${ok ? '✓' : '✗'} ${name.padEnd(18)} ${seconds.padStart(5)} s`)
        if (!ok || name === 'lint') console.log(indented(output))
        if (!ok) failed.push(name)
      }
    }),
  )
  return failed
}

function run(command: string): Promise<{ ok: boolean; output: string }> {
  const [program, ...args] = command.split(' ')
  return new Promise((resolve) => {
    let output = ''
    const child = spawn(program!, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, PATH: `${root}/node_modules/.bin${path.delimiter}${process.env['PATH']}`, NO_COLOR: '1' },
    })
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text
      })
    }
    child.on('error', (error) => resolve({ ok: false, output: error.message }))
    child.on('close', (code) => resolve({ ok: code === 0, output }))
  })
}

const indented = (text: string) =>
  stripVTControlCharacters(text)
    .trim()
    .split('\n')
    .map((line) => (line === '' ? '' : `    ${line}`))
    .join('\n')

if (import.meta.main) {
  const failed = await runGuards(guards)
  if (failed.length > 0) {
    console.log(`\nfailed: ${failed.join(', ')}`)
    process.exitCode = 1
  }
}
