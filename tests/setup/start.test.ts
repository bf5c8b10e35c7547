import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freePort } from '../../bench/rig/free-port.ts'
import { caller } from '../support/caller.ts'
import { until } from '../support/until.ts'

const ROOT = path.join(import.meta.dirname, '../..')
const ours: ChildProcess[] = []
let dataDir: string
let settings: Record<string, string>
let url: string

beforeAll(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'score-start-'))
  chmodSync(dataDir, 0o755)
  const [port, simulatorPort] = [await freePort(), await freePort()]
  settings = { DATA_DIR: dataDir, PORT: String(port), SIMULATOR_PORT: String(simulatorPort), LOG_LEVEL: 'silent' }
  url = `http://127.0.0.1:${port}`
})
afterAll(async () => {
  for (const child of ours) if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
  // A killed program leaves its PostgreSQL behind: a start that is stopped properly takes it along.
  if (existsSync(path.join(dataDir, 'postgres-password'))) await stopped(await ready(settings))
  rmSync(dataDir, { recursive: true, force: true })
})

interface Run {
  child: ChildProcess
  output(): string
}

function run(env: Record<string, string>, file = 'src/server/main.ts', args: string[] = []): Run {
  const child = spawn(process.execPath, [file, ...args], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'] ?? '', ...env },
  })
  ours.push(child)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  return { child, output: () => output }
}
async function ready(env: Record<string, string>): Promise<Run> {
  const started = run(env)
  await until(
    'ready, or an end',
    () => started.output().includes('\nready ') || started.child.exitCode !== null,
    90_000,
  )
  expect(started.output()).toContain(`ready ${url}`)
  return started
}
async function ended({ child }: Run): Promise<number | null> {
  await until('it ends', () => child.exitCode !== null || child.signalCode !== null, 60_000)
  return child.exitCode
}
async function stopped(started: Run): Promise<void> {
  started.child.kill('SIGTERM')
  expect(await ended(started)).toBe(0)
}
async function signIn(who: 'owner' | 'operator') {
  const { email, password } = JSON.parse(readFileSync(path.join(dataDir, 'sandbox-logins.json'), 'utf8'))[who]
  const answer = await caller(url)('POST', '/auth/sign-in/email', { email, password })
  expect(answer.status).toBe(200)
  return caller(
    url,
    answer.headers
      .getSetCookie()
      .map((c) => c.split(';')[0])
      .join('; '),
  )
}
const names = async () => {
  const call = await signIn('owner')
  return (await call('GET', '/campaigns')).body.map((c: { name: string }) => c.name) as string[]
}

describe('the program as a person starts it', () => {
  test('ST-1 ST-2 it becomes ready by itself; kill -9 loses nothing, and a second start just works', async () => {
    const first = await ready(settings)
    expect(statSync(path.join(dataDir, 'sandbox-logins.json')).mode & 0o777).toBe(0o600)
    const call = await signIn('owner')
    expect((await call('POST', '/campaigns', { name: 'Sobrevive' })).status).toBe(200)
    const states = (await call('GET', '/channels')).body.items.map((c: { state: string }) => c.state)
    expect(new Set(states)).toEqual(new Set(['pending', 'active', 'interrupted', 'inactive']))
    first.child.kill('SIGKILL')
    await ended(first)
    const second = await ready(settings)
    expect(await names()).toContain('Sobrevive')

    const beside = run({ ...settings, PORT: String(await freePort()), SIMULATOR_PORT: String(await freePort()) })
    expect(await ended(beside)).not.toBe(0)
    expect(beside.output()).toMatch(/running already/)
    expect(await names()).toContain('Sobrevive')

    const [postmaster] = readFileSync(path.join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')
    process.kill(Number(postmaster), 'SIGKILL')
    await until('PostgreSQL is back', () => second.output().includes('it runs again'), 60_000)
    await until('it is ready again', async () => (await fetch(`${url}/readyz`)).ok, 60_000)
    expect(await names()).toContain('Sobrevive')
    await stopped(second)
    expect(existsSync(path.join(dataDir, 'postgres/postmaster.pid'))).toBe(false)

    const real = { GUPSHUP_PARTNER_EMAIL: 'partner@example.com', GUPSHUP_PARTNER_SECRET: 'of-the-partner' }
    const mixed = run({ ...settings, ...real, SECRET: randomBytes(48).toString('base64') })
    expect(await ended(mixed)).not.toBe(0)
    expect(mixed.output()).toMatch(/laid out by the sandbox/)
  }, 200_000)

  test('ST-1 a bad setting stops the start, and says which, why, and what to do', async () => {
    const bad = run({ ...settings, PORT: 'abc' })
    expect(await ended(bad)).not.toBe(0)
    expect(bad.output()).toMatch(/PORT/)
    expect(bad.output()).not.toMatch(/ at .*\.ts:\d+/)
  }, 60_000)

  test('ST-3 production refuses a missing and a weak secret, and says how to make one', async () => {
    const production = {
      ...settings,
      GUPSHUP_PARTNER_EMAIL: 'partner@example.com',
      GUPSHUP_PARTNER_SECRET: 'of-the-partner',
    }
    for (const SECRET of ['', 'short', 'a'.repeat(64)]) {
      const refused = run({ ...production, SECRET })
      expect(await ended(refused)).not.toBe(0)
      expect(refused.output()).toMatch(/SECRET.*openssl rand/s)
    }
  }, 60_000)

  test('ST-3 the first operator is made by a command, once', async () => {
    const own = mkdtempSync(path.join(tmpdir(), 'score-operator-'))
    chmodSync(own, 0o755)
    const make = (...more: string[]) => {
      const args = [
        'src/cli/create-operator.ts',
        '--email',
        `olga${more.length}@example.com`,
        '--name',
        'Olga Ríos',
        ...more,
      ]
      return execFileSync(process.execPath, args, {
        cwd: ROOT,
        encoding: 'utf8',
        env: { PATH: process.env['PATH'] ?? '', DATA_DIR: own },
        stdio: 'pipe',
      })
    }
    try {
      expect(make()).toMatch(/Password, shown this once: \S{16}/)
      expect(() => make()).toThrow(/There is an operator already/)
      expect(make('--another')).toMatch(/olga1@example.com can sign in/)
    } finally {
      rmSync(own, { recursive: true, force: true })
    }
  }, 120_000)
})
