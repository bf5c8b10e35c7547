import { sql } from 'kysely'
import type { Tx } from '../../database/doors.ts'
import type { ProviderTemplate } from '../../provider/port.ts'
import type { TemplateRecord } from './store.ts'

export interface Channel {
  companyId: string
  channelId: string
}

export type Source = 'submission' | 'webhook' | 'reconciliation'

/** What the provider said of a template. `at` is when it can have been true at the earliest: when a webhook came, or when
 *  we began to ask. */
export interface Told {
  providerId?: string | undefined
  name?: string | undefined
  language?: string | undefined
  status?: string | undefined
  category?: string | undefined
  reason?: string | undefined
  quality?: string | undefined
  words?: ProviderTemplate['words'] | undefined
  at: Date
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
 *  a template of that name that is not ours. Only webhooks may name one we have an id of by another id: Meta's. */
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
        ...(source === 'webhook' ? [] : [eb('provider_id', 'is', null)]),
      ]
      return eb.or([eb('provider_id', '=', providerId ?? ''), eb.and(byName)])
    })
    .orderBy(sql`provider_id is not distinct from ${providerId ?? ''}`, 'desc')
    .limit(1)
    .forUpdate()
    .executeTakeFirst()
}

/** What the provider's list can tell something about. */
export async function listSubmitted(tx: Tx, channel: Channel): Promise<TemplateRecord[]> {
  return ofChannel(tx, channel)
    .where('submitted_at', 'is not', null)
    .where('status_word', '!=', 'NOT_ACCEPTED')
    .execute()
}

/** What somebody holds just now is being told something newer, and is passed over. */
export async function confirm(tx: Tx, { companyId }: Channel, ids: string[], at: Date): Promise<void> {
  await sql`
    update template set confirmed_at = greatest(confirmed_at, ${at})
    where company_id = ${companyId} and id in (
      select id from template where company_id = ${companyId} and id = any(${ids}::uuid[]) for update skip locked
    )`.execute(tx)
}
