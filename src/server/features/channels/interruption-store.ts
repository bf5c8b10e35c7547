import { sql, type Updateable } from 'kysely'
import type { Cause } from '../../../rules/interruption.ts'
import type { Tx } from '../../database/doors.ts'
import { newId } from '../../database/id.ts'
import type { Channel } from '../../database/types.ts'

interface Place {
  companyId: string
  channelId: string
}

/** What is asked for may lag behind what was told for so long. */
const SETTLED = sql`interval '5 minutes'`

/** Undefined for one that was deleted. */
export async function lockForConclusion(tx: Tx, { companyId, channelId }: Place) {
  return tx
    .selectFrom('channel')
    .select(['alias', 'identifier', 'quality', 'messaging_limit', 'name_refusal'])
    .where('company_id', '=', companyId)
    .where('id', '=', channelId)
    .where('deleted_at', 'is', null)
    .forNoKeyUpdate()
    .executeTakeFirst()
}

export type Locked = NonNullable<Awaited<ReturnType<typeof lockForConclusion>>>

/** False when one of this cause is open already; then it is only brought up to date. */
export async function openInterruption(
  tx: Tx,
  { companyId, channelId }: Place,
  { cause, detail, until, by }: { cause: Cause; detail: string | null; until: Date | null; by: string },
): Promise<boolean> {
  const { rows } = await sql<{ fresh: boolean }>`
    insert into channel_interruption (company_id, channel_id, id, cause, detail, expires_at, opened_by)
    values (${companyId}, ${channelId}, ${newId()}, ${cause}, ${detail}, case when ${until}::timestamptz > now() then ${until}::timestamptz end, ${by})
    on conflict (company_id, channel_id, cause) where closed_at is null do update
      set detail = coalesce(excluded.detail, channel_interruption.detail),
        expires_at = coalesce(excluded.expires_at, channel_interruption.expires_at)
    returning xmax = 0 as fresh`.execute(tx)
  return rows[0]!.fresh
}

/** Those that closed. `settled`: not what was told a moment ago, nor what the provider said lasts longer than now. */
export async function closeInterruptions(
  tx: Tx,
  { companyId, channelId }: Place,
  { causes, settled, by }: { causes: readonly Cause[]; settled: boolean; by: string },
): Promise<Cause[]> {
  if (causes.length === 0) return []
  let query = tx
    .updateTable('channel_interruption')
    .set({ closed_at: sql<Date>`now()`, closed_by: by })
    .where('company_id', '=', companyId)
    .where('channel_id', '=', channelId)
    .where('closed_at', 'is', null)
    .where('cause', 'in', [...causes])
    .returning('cause')
  if (settled) {
    query = query
      .where(sql<boolean>`(opened_by = 'check' or opened_at < now() - ${SETTLED})`)
      .where(sql<boolean>`(expires_at is null or expires_at <= now())`)
  }
  return (await query.execute()).map(({ cause }) => cause as Cause)
}

export async function countOpen(tx: Tx, { companyId, channelId }: Place): Promise<number> {
  const { n } = await tx
    .selectFrom('channel_interruption')
    .select(sql<number>`count(*)::int`.as('n'))
    .where('company_id', '=', companyId)
    .where('channel_id', '=', channelId)
    .where('closed_at', 'is', null)
    .executeTakeFirstOrThrow()
  return n
}

export async function setTold(tx: Tx, { companyId, channelId }: Place, change: Updateable<Channel>): Promise<void> {
  await tx.updateTable('channel').set(change).where('company_id', '=', companyId).where('id', '=', channelId).execute()
}

/** Causes whose end the provider named, and that has come. */
export async function listExpired(tx: Tx, { companyId, channelId }: Place): Promise<Cause[]> {
  const rows = await tx
    .selectFrom('channel_interruption')
    .select('cause')
    .where('company_id', '=', companyId)
    .where('channel_id', '=', channelId)
    .where('closed_at', 'is', null)
    .where('expires_at', '<=', sql<Date>`now()`)
    .execute()
  return rows.map(({ cause }) => cause as Cause)
}
