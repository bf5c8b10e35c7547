import { sql } from 'kysely'
import type { Account } from '../../../rules/template-lint/reading.ts'
import type { Tx } from '../../database/doors.ts'

/** LIM-01: of an account, and of one whose business is verified; we are not told which it is. */
export const TEMPLATE_LIMITS = { plain: 250, verified: 6000 } as const

interface Counts {
  templates: number
  createdInLastHour: number
}

export interface ReservedName {
  name: string
  language: string
  /** Null while the provider has not been told yet. */
  until: Date | null
}

/** Numbers of one WhatsApp account share its limits. */
const channels = (companyId: string, channelId: string) => sql`
  select ${channelId}::uuid union
  select b.channel_id from channel_connection a
  join channel_connection b on b.company_id = a.company_id and b.waba_id = a.waba_id
  where a.company_id = ${companyId} and a.channel_id = ${channelId}`

/** LIM-01: each language counts; LIM-02: what was created within the hour, deleted ones too, and what waits to be. */
export async function countOfAccount(tx: Tx, companyId: string, channelId: string): Promise<Counts> {
  const { rows } = await sql<Counts>`
    select
      count(*) filter (where deleted_at is null and status_word not in ('NOT_ACCEPTED', 'DELETED'))::int as templates,
      count(*) filter (where submitted_at > now() - interval '1 hour'
        or (submitted_at is null and deleted_at is null and status_word = 'SENDING'))::int as "createdInLastHour"
    from template
    where company_id = ${companyId} and channel_id in (${channels(companyId, channelId)})`.execute(tx)
  return rows[0] ?? { templates: 0, createdInLastHour: 0 }
}

/** NAME-05: names of deleted templates that cannot be used yet, in their language; also of those deleted elsewhere, which
 *  stand here as such until their name is asked for. */
export async function listReserved(tx: Tx, companyId: string, channelId: string): Promise<ReservedName[]> {
  const { rows } = await sql<ReservedName>`
    select name, language, max(until) as until from (
      select name, language, name_reserved_until as until from template
      where company_id = ${companyId} and channel_id in (${channels(companyId, channelId)}) and deleted_at is not null
        and (name_reserved_until > now() or deleting)
      union all
      select t.name, t.language, t.status_told_at + interval '30 days' from template t
      where t.company_id = ${companyId} and t.channel_id in (${channels(companyId, channelId)}) and t.deleted_at is null
        and t.status_word = 'DELETED' and t.status_told_at > now() - interval '30 days'
        and exists (select from template_event e
          where e.company_id = t.company_id and e.template_id = t.id and e.status = 'approved')
    ) held
    group by name, language order by name, language`.execute(tx)
  return rows
}

/** What the lint is told of the account. The higher limit, since only that is certain to be one. */
export async function accountOf(tx: Tx, companyId: string, channelId: string): Promise<Account> {
  const counts = await countOfAccount(tx, companyId, channelId)
  const reservedNames = await listReserved(tx, companyId, channelId)
  return {
    ...counts,
    templateLimit: TEMPLATE_LIMITS.verified,
    reservedNames: reservedNames.map(({ name, language }) => ({ name, language })),
  }
}
