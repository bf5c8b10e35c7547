import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

interface CpuProfile {
  nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number } }[]
  samples: number[]
  timeDeltas: number[]
}

const IDLE = new Set(['(idle)', '(program)', '(root)'])

/** Where a Node process spends its time: start it with `flags`, and read `top` when it has ended by itself. */
export function openProfile() {
  const folder = mkdtempSync(path.join(tmpdir(), 'score-profile-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  return {
    flags: ['--cpu-prof', `--cpu-prof-dir=${folder}`],
    /** The functions with the most time of their own, as lines; shares are of the time not idle. */
    top(count = 30): string[] {
      const [name] = readdirSync(folder)
      if (name === undefined) return ['no profile was written']
      return read(JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as CpuProfile, count)
    },
  }
}

function read({ nodes, samples, timeDeltas }: CpuProfile, count: number): string[] {
  const names = new Map(nodes.map(({ id, callFrame: f }) => [id, nameOf(f)]))
  const selfTime = new Map<string, number>()
  for (const [n, id] of samples.entries()) {
    const name = names.get(id) ?? '?'
    selfTime.set(name, (selfTime.get(name) ?? 0) + (timeDeltas[n] ?? 0))
  }
  const busy = [...selfTime].filter(([name]) => !IDLE.has(name.trim()))
  const total = busy.reduce((sum, [, time]) => sum + time, 0)
  return busy
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, count)
    .map(([name, time]) => `${((time / total) * 100).toFixed(1).padStart(5)} %  ${name}`)
}

function nameOf({ functionName, url, lineNumber }: CpuProfile['nodes'][number]['callFrame']): string {
  const file = url.replace(/^file:\/\//, '').replace(/^.*\/node_modules\//, '')
  return `${functionName || '(anonymous)'}${file ? ` ${path.isAbsolute(file) ? path.relative(process.cwd(), file) : file}:${lineNumber + 1}` : ''}`
}
