import { sql } from 'kysely'
import type * as z from 'zod'
import type { SendableTemplate as Shape } from '../../../contract/workspace.ts'
import type { ChannelState } from '../../../rules/channel-state.ts'
import { isSendable } from '../../../rules/template-status.ts'
import { first, type Tx } from '../../database/doors.ts'
import { found, Refusal } from '../../refusal.ts'
import { stateSql } from '../channels/state.ts'
import type { TemplateRecord } from './store.ts'

/** Where an agent sends from. */
export interface Place {
  companyId: string
  campaignId: string
  queueId: string
}

export type Sendable = z.infer<typeof Shape> & { providerId: string }

const MOST_LISTED = 500

type Candidate = TemplateRecord & {
  alias: string
  identifier: string | null
  channel_state: ChannelState
  assigned: boolean
}

/** Templates of channels that stand, with what decides whether they can be sent from this place (TP-3, AS-1, AS-2). */
const candidates = ({ companyId, campaignId, queueId }: Place) => sql`
  select t.*, c.alias, c.identifier, ${stateSql} as channel_state,
    exists (select from template_assignment a
      join campaign m on m.company_id = a.company_id and m.id = a.campaign_id and m.active and m.deleted_at is null
      join queue q on q.company_id = a.company_id and q.campaign_id = a.campaign_id and q.active and q.deleted_at is null
      where a.company_id = t.company_id and a.template_id = t.id
        and a.campaign_id = ${campaignId} and coalesce(a.queue_id, ${queueId}) = ${queueId} and q.id = ${queueId}) as assigned
  from template t join channel c on c.company_id = t.company_id and c.id = t.channel_id
  where t.company_id = ${companyId} and t.deleted_at is null and c.deleted_at is null`

/** WS-1: what can be sent from this campaign and queue, by name. */
export async function listSendable(tx: Tx, place: Place & { search?: string | undefined }): Promise<Sendable[]> {
  const pattern = `%${(place.search ?? '').replace(/[\\%_]/g, '\\$&')}%`
  const { rows } = await sql<Candidate>`
    select * from (${candidates(place)}) t
    where assigned and active and status = 'approved' and provider_id is not null and unsendable is null
      and channel_state = 'active'
      and plain(display_name || ' ' || name || ' ' || body) like plain(${pattern})
    order by display_name collate "es-x-icu", id limit ${MOST_LISTED}`.execute(tx)
  return rows.map(present).filter((each) => each !== null)
}

/** One of them, asked again when the message is made. Refuses with why not. */
export async function getSendable(tx: Tx, place: Place & { templateId: string }): Promise<Sendable> {
  const result = await sql<Candidate>`select * from (${candidates(place)}) t where id = ${place.templateId}`.execute(tx)
  const row = found(first(result))
  const sendable = present(row)
  if (sendable === null) throw new Refusal('template_not_sendable')
  if (!row.assigned) throw new Refusal('template_not_assigned')
  return sendable
}

/** Null when it cannot be sent at all, wherever from. */
function present(row: Candidate): Sendable | null {
  const { identifier, provider_id: providerId } = row
  if (identifier === null || providerId === null || row.unsendable !== null) return null
  if (!isSendable(row.status_word, row.active, row.channel_state)) return null
  return {
    id: row.id,
    channelId: row.channel_id,
    channelAlias: row.alias,
    identifier,
    name: row.name,
    displayName: row.display_name,
    language: row.language,
    category: row.category,
    type: row.type,
    header: row.header,
    body: row.body,
    footer: row.footer,
    buttons: row.buttons,
    parameters: row.parameters,
    providerId,
  }
}
