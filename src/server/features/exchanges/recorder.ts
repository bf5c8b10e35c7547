import { sql } from 'kysely'
import { table } from '../../database/arrays.ts'
import { newId } from '../../database/id.ts'
import type { Database, Tx } from '../../database/doors.ts'
import { metrics } from '../../metrics.ts'
import type { About } from '../../provider/about.ts'
import type { Exchange } from '../../provider/exchange.ts'

const GROUP_AT_MOST = 500
const WAITING_AT_MOST = 5_000
const BYTES_AT_MOST = 16 * 1024 * 1024
const TEXT_AT_MOST = 8_192
const EVERY_MS = 500
const STATEMENT_MS = 5_000

export interface ExchangeRecorder {
  /** Never throws and never waits: what does not fit is dropped and counted. */
  record(exchange: Exchange): void
  /** When something was last dropped, in milliseconds since 1970; 0 for never. */
  lastDropAt(): number
  dropped(): number
  /** Writes what waits, for a moment. */
  close(): Promise<void>
}

interface Row {
  id: string
  about: About | undefined
  appId: string | null
  at: Date
  method: string
  path: string
  request: string | null
  status: number | null
  response: string | null
  durationMs: number
  verdict: string | null
  error: string | null
}

/** RE-3: writes the log of exchanges in groups, beside the calls and never in their way. */
export function openExchangeRecorder(db: Database, onError: (error: unknown) => void): ExchangeRecorder {
  const waiting: Row[] = []
  let bytes = 0
  let dropped = 0
  let lastDropAt = 0
  let writing: Promise<void> | null = null

  function drop(count: number): void {
    dropped += count
    lastDropAt = Date.now()
    metrics.exchanges.inc({ outcome: 'dropped' }, count)
  }

  async function write(): Promise<void> {
    while (waiting.length > 0) {
      const group = waiting.slice(0, GROUP_AT_MOST)
      try {
        await db.asSystem('exchanges', (tx) => insertExchanges(tx, group))
        metrics.exchanges.inc({ outcome: 'kept' }, group.length)
      } catch (error) {
        onError(error)
        // Without its database it waits, within its bounds; what the database will never take is given up.
        if (!/^(22|23|42)/.test((error as { code?: string }).code ?? '')) return
        drop(group.length)
      }
      waiting.splice(0, group.length)
      bytes = waiting.reduce((sum, row) => sum + sizeOf(row), 0)
    }
  }

  const flush = () => (writing ??= write().finally(() => (writing = null)))
  const timer = setInterval(() => void flush(), EVERY_MS)
  timer.unref()

  return {
    record(exchange) {
      const row = rowOf(exchange)
      if (waiting.length >= WAITING_AT_MOST || bytes + sizeOf(row) > BYTES_AT_MOST) return drop(1)
      bytes += sizeOf(row)
      waiting.push(row)
    },
    lastDropAt: () => lastDropAt,
    dropped: () => dropped,
    async close() {
      clearInterval(timer)
      await flush()
      await flush()
    },
  }
}

function rowOf(e: Exchange): Row {
  return {
    id: newId(),
    about: e.about,
    appId: e.appId ?? null,
    at: e.at,
    method: e.method,
    path: e.path.slice(0, 500),
    request: e.request ? bounded(JSON.stringify(e.request)) : null,
    status: e.status ?? null,
    response: e.response === undefined ? null : bounded(e.response),
    durationMs: Math.round(e.durationMs),
    verdict: e.fault?.verdict ?? null,
    error: e.fault ? bounded(e.fault.message) : null,
  }
}

function bounded(text: string): string {
  const clean = text.replaceAll('\0', '')
  return clean.length <= TEXT_AT_MOST ? clean : `${clean.slice(0, TEXT_AT_MOST)}…`
}

const sizeOf = (row: Row) => 300 + 2 * ((row.request?.length ?? 0) + (row.response?.length ?? 0))

/** A call that nobody said the subject of belongs to the channel whose app it names, or to nobody. */
async function insertExchanges(tx: Tx, rows: readonly Row[]): Promise<void> {
  await sql`select set_config('synchronous_commit', 'off', true), set_config('statement_timeout', ${String(STATEMENT_MS)}, true)`.execute(
    tx,
  )
  await sql`
    insert into provider_exchange (company_id, id, channel_id, message_id, template_id, at, method, path, request, status,
      response, duration_ms, verdict, error)
    select coalesce(v.company, n.company_id), v.id, coalesce(v.channel, n.channel_id), v.message, v.template, v.at, v.method, v.path,
      v.request, v.status, v.response, v.ms, v.verdict, v.error
    from ${table('v', rows, {
      company: ['uuid', (r) => r.about?.companyId ?? null],
      id: ['uuid', (r) => r.id],
      channel: ['uuid', (r) => r.about?.channelId ?? null],
      message: ['uuid', (r) => r.about?.messageId ?? null],
      template: ['uuid', (r) => r.about?.templateId ?? null],
      app: ['text', (r) => r.appId],
      at: ['timestamptz', (r) => r.at],
      method: ['text', (r) => r.method],
      path: ['text', (r) => r.path],
      request: ['text', (r) => r.request],
      status: ['int2', (r) => r.status],
      response: ['text', (r) => r.response],
      ms: ['int4', (r) => r.durationMs],
      verdict: ['text', (r) => r.verdict],
      error: ['text', (r) => r.error],
    })}
    left join channel_connection n on v.company is null and n.app_id = v.app
    on conflict do nothing`.execute(tx)
}
