import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto'
import { sql } from 'kysely'
import type { Config } from '../config.ts'
import { type Seal, sealOf } from '../seal.ts'
import { signInKeys } from '../sign-in-secrets.ts'
import { AUTH_ROLE, type Database, type Tx } from './doors.ts'

/** Everything in the database that is sealed, and how its rows are named to a person. A new one needs a line. */
const SEALED = [
  {
    table: 'channel_connection',
    key: 'channel_id',
    value: 'hook_secret',
    named: 'channel_id',
    shown: 'secrets of channels',
  },
  { table: 'channel_connection', key: 'channel_id', value: 'api_key', named: 'channel_id', shown: 'keys of channels' },
  { table: 'channel_by_hand', key: 'channel_id', value: 'api_key', named: 'channel_id', shown: 'keys being tried' },
  // Its key is a secret itself.
  { table: 'channel_hook', key: 'key', value: 'secret', named: 'channel_id', shown: 'secrets of webhooks' },
  { table: 'provider_token', key: 'key', value: 'sealed', named: 'key', shown: 'tokens of the provider' },
] as const

const ROWS_AT_ONCE = 100

export interface Resealed {
  what: string
  done: number
  /** Cannot be opened with any key at hand; named as far as that is safe. */
  unreadable: string[]
}

/** Seals anew what another key than the present one sealed, some rows at a time: broken off, it goes on where it was. */
export async function resealAll(db: Database, config: Pick<Config, 'SECRET' | 'SECRET_PREVIOUS'>): Promise<Resealed[]> {
  const seal = sealOf(config)
  const results: Resealed[] = []
  for (const { table, key, value, named, shown } of SEALED) {
    const column = { table: sql.table(table), key: sql.ref(key), value: sql.ref(value), named: sql.ref(named) }
    results.push(await walk(db, shown, (tx, after) => resealRows(tx, seal, column, after)))
  }
  results.push(await walk(db, 'mails that wait', (tx, after) => resealMails(tx, seal, after)))
  results.push(await walk(db, 'two-factor secrets', (tx, after) => reencryptTwoFactor(tx, signInKeys(config), after)))
  return results
}

interface Bite {
  last: string | null
  done: number
  unreadable: string[]
}

async function walk(db: Database, what: string, bite: (tx: Tx, after: string) => Promise<Bite>): Promise<Resealed> {
  const result: Resealed = { what, done: 0, unreadable: [] }
  for (let after: string | null = ''; after !== null;) {
    const from: string = after
    const taken = await db.asSystem('rotate-secret', (tx) => bite(tx, from))
    result.done += taken.done
    result.unreadable.push(...taken.unreadable)
    after = taken.last
  }
  return result
}

type Row = { id: string; sealed: string; name: string }
type Column = Record<'table' | 'key' | 'value' | 'named', ReturnType<typeof sql.ref>>

async function resealRows(tx: Tx, seal: Seal, { table, key, value, named }: Column, after: string): Promise<Bite> {
  const { rows } = await sql<Row>`select ${key}::text as id, ${value} as sealed, ${named}::text as name from ${table}
    where ${value} is not null and ${key}::text > ${after} order by ${key}::text limit ${ROWS_AT_ONCE} for update`.execute(
    tx,
  )
  return changeEach(rows, async ({ id, sealed }) => {
    if (seal.isCurrent(sealed)) return false
    const again = seal.close(seal.open(sealed))
    await sql`update ${table} set ${value} = ${again} where ${key}::text = ${id}`.execute(tx)
    return true
  })
}

/** A mail waits sealed in its job, for it may carry a secret link. */
async function resealMails(tx: Tx, seal: Seal, after: string): Promise<Bite> {
  const { rows } = await sql<Row>`select id::text as id, data ->> 'text' as sealed, id::text as name from pgboss.job
    where name = 'mail.send' and state in ('created', 'retry') and id::text > ${after}
    order by id::text limit ${ROWS_AT_ONCE} for update`.execute(tx)
  return changeEach(rows, async ({ id, sealed }) => {
    if (seal.isCurrent(sealed)) return false
    const again = JSON.stringify(seal.close(seal.open(sealed)))
    await sql`update pgboss.job set data = jsonb_set(data, '{text}', ${again}::jsonb)
      where name = 'mail.send' and id::text = ${id}`.execute(tx)
    return true
  })
}

/** better-auth's own way to encrypt, on its own tables and in its own role. */
async function reencryptTwoFactor(tx: Tx, key: ReturnType<typeof signInKeys>, after: string): Promise<Bite> {
  await sql`select set_config('role', ${AUTH_ROLE}, true)`.execute(tx)
  const { rows } = await sql<{ id: string; name: string; secret: string; codes: string }>`select id::text as id,
    'user ' || "userId" as name, secret,
    "backupCodes" as codes from auth."twoFactor" where id::text > ${after}
    order by id::text limit ${ROWS_AT_ONCE} for update`.execute(tx)
  const current = `$ba$${key.currentVersion}$`
  const again = async (data: string) =>
    data.startsWith(current) ? data : symmetricEncrypt({ key, data: await decrypted(key, data) })
  return changeEach(rows, async ({ id, secret, codes }) => {
    if (secret.startsWith(current) && codes.startsWith(current)) return false
    await sql`update auth."twoFactor" set secret = ${await again(secret)}, "backupCodes" = ${await again(codes)}
      where id::text = ${id}`.execute(tx)
    return true
  })
}

/** What is from before versions names no key: each is tried. */
async function decrypted(key: ReturnType<typeof signInKeys>, data: string): Promise<string> {
  if (data.startsWith('$ba$')) return symmetricDecrypt({ key, data })
  const tries = [...key.keys.values()].map((secret) => symmetricDecrypt({ key: secret, data }))
  return Promise.any(tries)
}

/** A row that cannot be opened is named and left as it is; the others are not kept from theirs. */
async function changeEach<R extends { id: string; name: string }>(
  rows: R[],
  change: (row: R) => Promise<boolean>,
): Promise<Bite> {
  const bite: Bite = { last: rows.length < ROWS_AT_ONCE ? null : rows.at(-1)!.id, done: 0, unreadable: [] }
  for (const row of rows) {
    try {
      if (await change(row)) bite.done++
    } catch (error) {
      if (error instanceof Error && 'severity' in error) throw error
      bite.unreadable.push(row.name)
    }
  }
  return bite
}
