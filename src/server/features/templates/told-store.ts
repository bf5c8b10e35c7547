import { sql } from 'kysely'
import type { Tx } from '../../database/doors.ts'
import type { ProviderTemplate } from '../../provider/port.ts'
import type { TemplateRecord } from './store.ts'

export interface Channel {
  companyId: string
  channelId: string
}

export type Source = 'submission' | 'webhook' | 'reconciliation'

/** What the provider said of a template. `at` is when it can have been true at the earliest: by its own clock, or when we
 *  began to ask; `heard`, when a webhook came. */
export interface Told {
  providerId?: string | undefined
  name?: string | undefined
  language?: string | undefined
  status?: string | undefined
  category?: string | undefined
  reason?: string | undefined
  quality?: string | undefined
  detail?: string | undefined
  recommendation?: string | undefined
  previousCategory?: string | undefined
  correctCategory?: string | undefined
  categoryDueAt?: Date | undefined
  words?: ProviderTemplate['words'] | undefined
  at: Date
  heard?: Date | undefined
}

const ofChannel = (tx: Tx, { companyId, channelId }: Channel) =>
  tx
    .selectFrom('template')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('channel_id', '=', channelId)
    .where('deleted_at', 'is', null)
    .$castTo<TemplateRecord>()

/** By the provider's id, else by name and language: then only what was submitted and accepted, since the provider may hold
 *  a template of that name that is not ours. Only webhooks may name one we have an id of by another id, Meta's; of one that
 *  was deleted there, that would be another one made anew. */
export async function lockTold(
  tx: Tx,
  channel: Channel,
  { providerId, name, language }: Told,
  source: Source,
): Promise<TemplateRecord | undefined> {
  return ofChannel(tx, channel)
    .where((eb) => {
      const byName = [
        eb('name', '=', name ?? ''),
        eb('language', '=', language ?? ''),
        eb('submitted_at', 'is not', null),
        eb('status_word', '!=', 'NOT_ACCEPTED'),
        source === 'webhook' ? eb('status_word', '!=', 'DELETED') : eb('provider_id', 'is', null),
      ]
      return eb.or([eb('provider_id', '=', providerId ?? ''), eb.and(byName)])
    })
    .orderBy(sql`provider_id is not distinct from ${providerId ?? ''}`, 'desc')
    .limit(1)
    .forUpdate()
    .executeTakeFirst()
}

/** What the provider's list can tell something about; or one of them. */
export async function listSubmitted(tx: Tx, channel: Channel, id?: string): Promise<TemplateRecord[]> {
  const rows = ofChannel(tx, channel).where('submitted_at', 'is not', null).where('status_word', '!=', 'NOT_ACCEPTED')
  return (id === undefined ? rows : rows.where('id', '=', id)).execute()
}

/** Those that still stand as they were read: what the list says of them holds as of `at`. Tells the others, which hear
 *  something else just now. */
export async function confirm(tx: Tx, { companyId }: Channel, read: TemplateRecord[], at: Date): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    update template set confirmed_at = greatest(confirmed_at, ${at}), status_told_at = greatest(status_told_at, ${at}),
      category_told_at = greatest(category_told_at, ${at}), quality_told_at = greatest(quality_told_at, ${at})
    where company_id = ${companyId} and id in (
      select t.id from template t
      join unnest(${read.map(({ id }) => id)}::uuid[], ${read.map((row) => row.status_word)}::text[],
        ${read.map((row) => row.category)}::text[], ${read.map((row) => row.quality)}::text[])
        as r (id, status_word, category, quality) on r.id = t.id
      where t.company_id = ${companyId} and t.status_word = r.status_word and t.category = r.category
        and t.quality is not distinct from r.quality
      for update of t skip locked
    ) returning id`.execute(tx)
  const confirmed = new Set(rows.map(({ id }) => id))
  return new Set(read.map(({ id }) => id).filter((id) => !confirmed.has(id)))
}
