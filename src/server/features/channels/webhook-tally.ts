import { sql } from 'kysely'
import { webhookFailure } from '../../../contract/health.ts'
import type { Database, Tx } from '../../database/doors.ts'

const FLUSH_MS = 5_000

/** Events taken, by kind, and calls turned away or set aside, by reason. */
export const TAKEN = ['message', 'status', 'other'] as const
export const FAILURES = webhookFailure.options
export type Taken = (typeof TAKEN)[number]
export type Failure = (typeof FAILURES)[number]

export interface WebhookTally {
  count(channel: { companyId: string; channelId: string }, outcome: Taken | Failure): void
  /** The provider called by this key. */
  used(key: string): void
  /** Writes what has been counted. */
  close(): Promise<void>
}

interface Count {
  companyId: string
  channelId: string
  outcome: string
  count: number
  lastAt: Date
}

/** Counts in memory and writes every few seconds, one row per channel and outcome: it costs nothing under attack. */
export function openWebhookTally(db: Database, onError: (error: unknown) => void): WebhookTally {
  let counts = new Map<string, Count>()
  let keys = new Map<string, Date>()

  async function flush(): Promise<void> {
    if (counts.size + keys.size === 0) return
    const [sums, uses] = [counts, keys]
    counts = new Map()
    keys = new Map()
    try {
      await db.asSystem('inbound', async (tx) => {
        await addCounts(tx, [...sums.values()])
        await noteUse(tx, uses)
      })
    } catch (error) {
      onError(error)
      for (const { companyId, channelId, outcome, count } of sums.values())
        add({ companyId, channelId }, outcome, count)
      for (const key of uses.keys()) keys.set(key, new Date())
    }
  }

  function add(channel: { companyId: string; channelId: string }, outcome: string, n: number): void {
    const { companyId, channelId } = channel
    const key = `${channelId} ${outcome}`
    const known = counts.get(key)
    if (known) Object.assign(known, { count: known.count + n, lastAt: new Date() })
    else counts.set(key, { companyId, channelId, outcome, count: n, lastAt: new Date() })
  }

  const timer = setInterval(() => void flush(), FLUSH_MS)
  timer.unref()
  return {
    count: (channel, outcome) => add(channel, outcome, 1),
    used: (key) => void keys.set(key, new Date()),
    async close() {
      clearInterval(timer)
      await flush()
    },
  }
}

/** Sorted, so that two processes never wait for each other in a circle. */
async function addCounts(tx: Tx, counts: readonly Count[]): Promise<void> {
  if (counts.length === 0) return
  const c = counts.toSorted((a, b) => (`${a.channelId} ${a.outcome}` < `${b.channelId} ${b.outcome}` ? -1 : 1))
  await sql`
    insert into webhook_tally (company_id, channel_id, hour, outcome, count, last_at)
    select v.company, v.channel, date_trunc('hour', v.at, 'UTC'), v.outcome, v.n, v.at
    from unnest(${c.map((x) => x.companyId)}::uuid[], ${c.map((x) => x.channelId)}::uuid[], ${c.map((x) => x.outcome)}::text[],
      ${c.map((x) => x.count)}::int8[], ${c.map((x) => x.lastAt)}::timestamptz[]) v(company, channel, outcome, n, at)
    on conflict (company_id, channel_id, hour, outcome) do update
      set count = webhook_tally.count + excluded.count, last_at = greatest(webhook_tally.last_at, excluded.last_at)`.execute(
    tx,
  )
}

async function noteUse(tx: Tx, uses: ReadonlyMap<string, Date>): Promise<void> {
  if (uses.size === 0) return
  const keys = [...uses.keys()].toSorted()
  await sql`
    update channel_hook h set last_used_at = greatest(h.last_used_at, v.at)
    from unnest(${keys}::text[], ${keys.map((key) => uses.get(key)!)}::timestamptz[]) v(key, at)
    where h.key = v.key`.execute(tx)
}
