import { sql } from 'kysely'
import type { Logger } from 'pino'
import { type Database, first, type Tx } from '../database/doors.ts'
import { newId } from '../database/id.ts'
import { openStandingConnection } from '../database/standing-connection.ts'

const LOCK_CLASS = 7302

/** This process as the others see it: alive as long as its advisory lock is held, and not a moment longer. */
export interface Process {
  id: string
  /** Processes that died and still stand in the table; each is passed to `bury` while nobody else can have it. */
  forEachDead(bury: (processId: string) => Promise<void>): Promise<void>
  close(): Promise<void>
}

/** While the connection was lost another process may have buried this one. */
async function standAgain(tx: Tx, id: string, lockKey: number): Promise<void> {
  await sql`insert into process (id, lock_key) overriding system value values (${id}, ${lockKey}) on conflict (id) do nothing`.execute(
    tx,
  )
}

export async function openProcess(url: string, db: Database, log: Logger): Promise<Process> {
  const id = newId()
  const lockKey = await db.asSystem('inbound', async (tx) => {
    const row = await tx.insertInto('process').values({ id }).returning('lock_key').executeTakeFirstOrThrow()
    return row.lock_key
  })
  const presence = await openStandingConnection(url, 'process', log, async (client) => {
    await client.query('select pg_advisory_lock($1, $2)', [LOCK_CLASS, lockKey])
    await db.asSystem('inbound', (tx) => standAgain(tx, id, lockKey))
  })

  return {
    id,
    async forEachDead(bury) {
      const others = await db.asSystem('inbound', (tx) =>
        tx.selectFrom('process').select(['id', 'lock_key']).where('id', '<>', id).execute(),
      )
      for (const other of others) {
        await db.asSystem('inbound', async (tx) => {
          // Held until the end of this transaction, so that only one of us buries it.
          const got = await sql<{
            got: boolean
          }>`select pg_try_advisory_xact_lock(${LOCK_CLASS}, ${other.lock_key}) as got`.execute(tx)
          if (!first(got)?.got) return
          await bury(other.id)
          await tx.deleteFrom('process').where('id', '=', other.id).execute()
        })
      }
    },
    close: () => presence.close(),
  }
}
