import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../../src/server/database/embedded.ts'
import { migrate } from '../../src/server/database/migrate.ts'

const PREFIX = 'score-tests-'
const FLAGS = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=300']
const PAGE = path.join(import.meta.dirname, '../../dist/web/index.html')

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string
    /** Goes with the run, and with it what a failed test left behind. */
    runFolder: string
  }
}

/** One PostgreSQL for the whole run, with a migrated template database that every test server clones. */
export default async function startPostgres(project: TestProject): Promise<() => void> {
  await sweepLeftovers()
  // The server tests ask nothing of the screens, which need a page to exist; a build replaces it.
  if (!existsSync(PAGE)) {
    mkdirSync(path.dirname(PAGE), { recursive: true })
    writeFileSync(PAGE, '<!doctype html><title>Screens are not built</title>')
  }
  const dir = mkdtempSync(path.join(tmpdir(), PREFIX))
  chmodSync(dir, 0o755)
  writeFileSync(path.join(dir, 'pid'), String(process.pid))
  const server = await startEmbedded(
    dir,
    FLAGS.flatMap((flag) => ['-c', flag]),
  )
  const client = new pg.Client({ connectionString: server.url })
  await client.connect()
  await client.query('create database tpl')
  await client.end()
  await migrate(databaseAt(server.url, 'tpl'))
  project.provide('postgresUrl', server.url)
  project.provide('runFolder', dir)
  return () => {
    server.stop()
    rmSync(dir, { recursive: true, force: true })
  }
}

export function databaseAt(serverUrl: string, name: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return url.href
}

/** Ends what a killed run left running. */
async function sweepLeftovers(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((n) => n.startsWith(PREFIX))) {
    const dir = path.join(tmpdir(), name)
    const pid = path.join(dir, 'pid')
    if (!existsSync(pid) || isAlive(Number(readFileSync(pid, 'utf8')))) continue
    if (existsSync(path.join(dir, 'postgres/postmaster.pid'))) (await startEmbedded(dir)).stop()
    rmSync(dir, { recursive: true, force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
