import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { EMBEDDED_FLAGS } from '../../src/server/database/embedded-flags.ts'
import { startEmbedded } from '../../src/server/database/embedded.ts'

const PREFIX = 'score-rig-'

/** A PostgreSQL in a temporary folder, tuned as the product tunes its own; it is started again when it dies. */
export interface RigDatabase {
  /** As the owner of everything. */
  readonly url: string
  /** Temporary; ends with the rig. */
  readonly folder: string
  /** Straight into the database, past every wall: for arranging and for looking, never for acting. */
  sql<Row extends object = Record<string, unknown>>(text: string, values?: unknown[]): Promise<Row[]>
  /** Of the postmaster, which may be another one after a crash. */
  pid(): number
  close(): Promise<void>
}

/** `flags` go after the product's own, such as `['-c', 'fsync=off']`. */
export async function openDatabase(flags: readonly string[] = []): Promise<RigDatabase> {
  await sweepLeftovers()
  const folder = mkdtempSync(path.join(tmpdir(), PREFIX))
  chmodSync(folder, 0o755)
  writeFileSync(path.join(folder, 'pid'), String(process.pid))
  const server = await startEmbedded(folder, [...EMBEDDED_FLAGS, ...flags])
  let open = true
  function shut() {
    if (!open) return
    open = false
    server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  process.on('exit', shut)
  const pool = new pg.Pool({ connectionString: server.url, max: 4 })
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return {
    url: server.url,
    folder,
    sql: async <Row extends object>(text: string, values: unknown[] = []) =>
      (await pool.query(text, values)).rows as Row[],
    pid: () => Number(readFileSync(path.join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]),
    async close() {
      await pool.end()
      shut()
      process.off('exit', shut)
    },
  }
}

/** Ends what a killed run left running. */
async function sweepLeftovers(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((n) => n.startsWith(PREFIX))) {
    const folder = path.join(tmpdir(), name)
    const pid = path.join(folder, 'pid')
    if (!existsSync(pid) || existsSync(`/proc/${readFileSync(pid, 'utf8')}`)) continue
    if (existsSync(path.join(folder, 'postgres/postmaster.pid'))) (await startEmbedded(folder)).stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
