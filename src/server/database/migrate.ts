import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type pg from 'pg'
import { PgBoss } from 'pg-boss'
import { CannotStart } from '../cannot-start.ts'
import { queueOptions } from '../jobs/catalog.ts'
import { SYSTEM_ROLE, TENANT_ROLE } from './doors.ts'
import { connectAsOwner, refuseStrongRoles } from './owner.ts'

const FOLDER = path.join(import.meta.dirname, '../../../migrations')
const LOCK = 7_302_411

/** Brings the database at `url` (its owner) to the newest version; several processes may call it at once.
 *  Forward only; each file runs in a transaction of its own. */
export async function migrate(url: string): Promise<void> {
  const client = await connectAsOwner(url)
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    await client.query(
      'create table if not exists migration (name text primary key, sha text not null, at timestamptz not null default now())',
    )
    const done = new Map(
      (await client.query<{ name: string; sha: string }>('select name, sha from migration')).rows.map((r) => [
        r.name,
        r.sha,
      ]),
    )
    for (const name of readdirSync(FOLDER)
      .filter((f) => f.endsWith('.sql'))
      .toSorted()) {
      const text = readFileSync(path.join(FOLDER, name), 'utf8')
      const sha = createHash('sha256').update(text).digest('hex')
      if (done.has(name)) {
        if (done.get(name) !== sha)
          throw new CannotStart(`Migration ${name} was changed after it ran here; write a new one instead.`)
        continue
      }
      await client.query('begin')
      try {
        await client.query(text)
        await client.query('insert into migration (name, sha) values ($1, $2)', [name, sha])
        await client.query('commit')
      } catch (error) {
        await client.query('rollback').catch(() => undefined)
        throw new CannotStart(`Migration ${name} failed: ${(error as Error).message}`, { cause: error })
      }
    }
    await prepareJobs(url, client)
    await refuseStrongRoles(client)
  } finally {
    await client.end()
  }
}

/** pg-boss makes and updates its own schema as owner; the application only works in it. */
async function prepareJobs(url: string, client: pg.Client): Promise<void> {
  const boss = new PgBoss({ connectionString: url, schema: 'pgboss', supervise: false, schedule: false, max: 2 })
  boss.on('error', () => undefined)
  await boss.start()
  for (const { name, policy, notify, ...options } of queueOptions()) {
    if (await boss.getQueue(name)) await boss.updateQueue(name, options)
    else await boss.createQueue(name, { policy, notify, ...options })
  }
  await boss.stop({ graceful: false })
  for (const role of [SYSTEM_ROLE, TENANT_ROLE]) {
    await client.query(`grant usage on schema pgboss to ${role};
      grant select, insert, update, delete on all tables in schema pgboss to ${role};
      grant execute on all functions in schema pgboss to ${role};
      grant usage on all sequences in schema pgboss to ${role}`)
  }
}
