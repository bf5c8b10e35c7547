import { type RawBuilder, sql } from 'kysely'
import { first, type Tx } from '../../database/doors.ts'

export interface TokenRow {
  sealed: string | null
  name: string | null
  /** Milliseconds until it expires; null for one that does not. */
  leftMs: number | null
}

const leftMs = sql<number | null>`(extract(epoch from expires_at - clock_timestamp()) * 1000)::float8`

export const findToken = (tx: Tx, key: string): Promise<TokenRow | undefined> =>
  tx
    .selectFrom('provider_token')
    .select(['sealed', 'name', leftMs.as('leftMs')])
    .where('key', '=', key)
    .executeTakeFirst()

/** Takes the lease of a key unless another holds it or `limit` was reached; then `waitMs` says when to look again. */
export async function takeLease(
  tx: Tx,
  key: string,
  lease: { id: string; processId: string; forMs: number },
  limit: { calls: number; perMs: number },
): Promise<{ row: TokenRow | undefined; waitMs: number | null }> {
  await tx
    .insertInto('provider_token')
    .values({ key })
    .onConflict((c) => c.doNothing())
    .execute()
  // The row is locked first, so that what is judged is what is true.
  const found = await sql<TokenRow & { held: boolean; recent: number; fullForMs: number | null }>`
    with token as (select * from provider_token where key = ${key} for update),
      recent as (select t from token, unnest(leased_at) t where t > clock_timestamp() - ${ms(limit.perMs)})
    select sealed, name, ${leftMs} as "leftMs",
      coalesce(leased_until > clock_timestamp(), false) as held,
      (select count(*)::int from recent) as recent,
      (select extract(epoch from min(t) + ${ms(limit.perMs)} - clock_timestamp()) * 1000 from recent)::float8 as "fullForMs"
    from token`.execute(tx)
  const row = first(found)!
  if (row.held) return { row, waitMs: 0 }
  if (row.recent >= limit.calls) return { row, waitMs: Math.ceil(row.fullForMs ?? limit.perMs) }
  await sql`update provider_token set lease_id = ${lease.id}, process_id = ${lease.processId}, leased_until = clock_timestamp() + ${ms(lease.forMs)},
      leased_at = array(select t from unnest(leased_at) t where t > clock_timestamp() - ${ms(limit.perMs)})
        || clock_timestamp()
    where key = ${key}`.execute(tx)
  return { row, waitMs: null }
}

/** Writes what was fetched, unless the lease ended meanwhile and somebody else took it. */
export async function updateToken(
  tx: Tx,
  key: string,
  leaseId: string,
  token: { sealed: string; leftMs: number; name: string | null },
): Promise<void> {
  const expiresAt = token.leftMs === Infinity ? null : sql<Date>`clock_timestamp() + ${ms(token.leftMs)}`
  await tx
    .updateTable('provider_token')
    .set({ sealed: token.sealed, name: token.name, expires_at: expiresAt })
    .where('key', '=', key)
    .where('lease_id', '=', leaseId)
    .execute()
}

export async function clearLease(tx: Tx, key: string, leaseId: string): Promise<void> {
  await tx
    .updateTable('provider_token')
    .set({ lease_id: null, process_id: null, leased_until: null })
    .where('key', '=', key)
    .where('lease_id', '=', leaseId)
    .execute()
}

const ms = (count: number): RawBuilder<unknown> => sql`${count}::float8 * interval '1 millisecond'`
