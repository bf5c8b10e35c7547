import { sql } from 'kysely'
import type { Logger } from 'pino'
import { type Database, first, type Tx } from '../database/doors.ts'
import { newId } from '../database/id.ts'
import { openStandingConnection } from '../database/standing-connection.ts'

const LOCK_CLASS = 7302
/** When the database itself was away, the others need this long to hold their locks again. */
const GRACE_MS = 6000
/** Heard by every process when one comes, goes, or gives lanes or leases up. */
export const PROCESSES_CHANNEL = 'processes'

/** This process as the others see it: alive as long as its advisory lock is held, and not a moment longer. */
export interface Process {
  id: string
  /** Whether others stand beside it, as of the last word from any of them. */
  alone(): boolean
  /** Called when any process comes, goes, or gives something up. */
  onChange(listener: () => void): void
  /** Called when this process's lock is lost: the others may take it for dead from now on. */
  onLost(listener: () => void): void
  /** What dead processes held is given back, by one of us each. */
  buryDead(): Promise<void>
  /** Gives up what it still holds and takes its leave. */
  close(): Promise<void>
}

/** What a process held belongs to nobody again: events to handle, tokens to fetch, and by their constraints lanes and
 *  channels to send for. Its row goes first: from then on nothing more is given to it. */
async function bury(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('process').where('id', '=', id).execute()
  await tx.updateTable('raw_event').set({ process_id: null }).where('process_id', '=', id).execute()
  await tx
    .updateTable('provider_token')
    .set({ process_id: null, leased_until: null })
    .where('process_id', '=', id)
    .execute()
  await tellProcesses(tx)
}

/** The process, for a statement that gives it events; no row when it was buried meanwhile, though it lives. It cannot be
 *  buried before the statement's transaction ends, so whatever names it is found by who buries it. */
export const holderRow = (id: string) => sql`select id from process where id = ${id} for key share`

export async function tellProcesses(tx: Tx): Promise<void> {
  await sql`select pg_notify(${PROCESSES_CHANNEL}, '')`.execute(tx)
}

/** While the connection was lost another process may have buried this one. */
async function standAgain(tx: Tx, id: string, lockKey: number, worker: boolean): Promise<void> {
  await sql`insert into process (id, lock_key, worker) overriding system value values (${id}, ${lockKey}, ${worker})
    on conflict (id) do nothing`.execute(tx)
  await tellProcesses(tx)
}

/** @param worker whether this process handles events and sends */
export async function openProcess(
  url: string,
  db: Database,
  log: Logger,
  { worker }: { worker: boolean },
): Promise<Process> {
  const id = newId()
  const listeners: (() => void)[] = []
  const losses: (() => void)[] = []
  let graceUntil = 0
  let others = 0
  let closed = false
  const lockKey = await db.asSystem('inbound', async (tx) => {
    const row = await tx.insertInto('process').values({ id, worker }).returning('lock_key').executeTakeFirstOrThrow()
    return row.lock_key
  })
  const presence = await openStandingConnection(url, 'process', log, async (client) => {
    await client.query('select pg_advisory_lock($1, $2)', [LOCK_CLASS, lockKey])
    client.on('notification', () => void changed())
    client.once('end', () => {
      graceUntil = Infinity
      for (const listener of losses) listener()
    })
    await client.query(`listen ${PROCESSES_CHANNEL}`)
    await db.asSystem('inbound', (tx) => standAgain(tx, id, lockKey, worker))
    others = await count()
    if (graceUntil > 0) graceUntil = performance.now() + GRACE_MS
  })

  async function count(): Promise<number> {
    const rows = await db.asSystem('inbound', (tx) =>
      tx.selectFrom('process').select('id').where('id', '<>', id).execute(),
    )
    return rows.length
  }

  async function changed(): Promise<void> {
    if (closed) return
    // Until it is known who is there, nobody is taken to be alone.
    others = Math.max(others, 1)
    for (const listener of listeners) listener()
    others = await count().catch(() => 1)
  }

  return {
    id,
    alone: () => others === 0,
    onChange: (listener) => void listeners.push(listener),
    onLost: (listener) => void losses.push(listener),
    async buryDead() {
      if (performance.now() < graceUntil) return
      const standing = await db.asSystem('inbound', (tx) =>
        tx.selectFrom('process').select(['id', 'lock_key']).where('id', '<>', id).execute(),
      )
      for (const other of standing) {
        await db.asSystem('inbound', async (tx) => {
          // Held until the end of this transaction, so that only one of us buries it.
          const got = await sql<{
            got: boolean
          }>`select pg_try_advisory_xact_lock(${LOCK_CLASS}, ${other.lock_key}) as got`.execute(tx)
          if (!first(got)?.got) return
          log.info({ dead: other.id }, 'process: buried one that died')
          await bury(tx, other.id)
        })
      }
      others = await count()
    },
    async close() {
      closed = true
      await db
        .asSystem('inbound', (tx) => bury(tx, id))
        .catch((err: unknown) => log.warn({ err }, 'process: it could not take its leave; the others will notice'))
      await presence.close()
    },
  }
}
