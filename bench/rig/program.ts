import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'

const KEPT_OUTPUT = 200_000

/** A process of the rig's own. Whatever happens, it ends with this process. */
export interface Program {
  readonly name: string
  readonly pid: number
  /** The end of what it said, both streams. */
  output(): string
  isRunning(): boolean
  signal(signal: NodeJS.Signals): void
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>
  /** SIGTERM, and SIGKILL for one that has not gone after `ms`; answers as `ended`. */
  stop(ms?: number): Promise<number | NodeJS.Signals>
}

export interface ProgramOptions {
  name: string
  /** As after `node`. */
  args: readonly string[]
  env?: Record<string, string>
  /** Said on stdout when it can be used. */
  ready: RegExp
  withinMs?: number
}

const running = new Set<Program>()
process.on('exit', () => {
  for (const program of running) program.signal('SIGKILL')
})

/** Starts `node …args` and waits for its line. @throws with its last words when it ends or does not say it in time */
export async function startProgram(options: ProgramOptions): Promise<Program> {
  const { name, args, ready, env = {}, withinMs = 90_000 } = options
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(process.execPath, args, { env: { PATH, HOME, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  let over = false
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-KEPT_OUTPUT)))
  const ended = new Promise<number | NodeJS.Signals>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      over = true
      running.delete(program)
      resolve(signal ?? code ?? 0)
    })
  })
  const program: Program = {
    name,
    pid: child.pid ?? 0,
    output: () => said,
    isRunning: () => !over,
    signal: (signal) => void child.kill(signal),
    ended,
    async stop(ms = 30_000) {
      child.kill('SIGTERM')
      // One that was stopped by SIGSTOP hears SIGTERM only when it goes on.
      child.kill('SIGCONT')
      const late = setTimeout(() => child.kill('SIGKILL'), ms)
      return ended.finally(() => clearTimeout(late))
    },
  }
  running.add(program)
  for (const end = Date.now() + withinMs; !ready.test(said); await sleep(20)) {
    if (over) throw new Error(`${name} ended with ${await ended}:\n${said.slice(-3000)}`)
    if (Date.now() < end) continue
    program.signal('SIGKILL')
    throw new Error(`${name} was not ready within ${withinMs} ms:\n${said.slice(-3000)}`)
  }
  return program
}
