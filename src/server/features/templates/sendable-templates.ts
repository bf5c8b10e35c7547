import { sql } from 'kysely'
import type * as z from 'zod'
import type { SendableTemplate as Shape } from '../../../contract/workspace.ts'
import type { Assignment } from '../../../rules/assignment.ts'
import type { ChannelState } from '../../../rules/channel-state.ts'
import { isOfferedIn, type QueueFacts, templateBars, type TemplateFacts } from '../../../rules/template-reach.ts'
import { SENDABLE_WORDS } from '../../../rules/template-status.ts'
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
  queue: QueueFacts | null
  ticks: Assignment[]
}

/** Templates of channels that stand, with the facts that `rules/template-reach.ts` judges (TP-3, AS-1, AS-2). */
const candidates = ({ companyId, campaignId, queueId }: Place) => sql`
  select t.*, c.alias, c.identifier, ${stateSql} as channel_state,
    (select jsonb_build_object('id', q.id, 'campaignId', m.id, 'active', q.active, 'campaignActive', m.active)
      from queue q join campaign m on m.company_id = q.company_id and m.id = q.campaign_id
      where q.company_id = t.company_id and q.campaign_id = ${campaignId} and q.id = ${queueId}
        and q.deleted_at is null and m.deleted_at is null) as queue,
    (select coalesce(jsonb_agg(jsonb_build_object('campaignId', a.campaign_id, 'queueId', a.queue_id)), '[]')
      from template_assignment a
      where a.company_id = t.company_id and a.template_id = t.id and a.campaign_id = ${campaignId}) as ticks
  from template t join channel c on c.company_id = t.company_id and c.id = t.channel_id
  where t.company_id = ${companyId} and t.deleted_at is null and c.deleted_at is null`

const factsOf = (row: Candidate): TemplateFacts => ({
  status: row.status,
  statusWord: row.status_word,
  active: row.active,
  isKnown: row.provider_id !== null,
  isForeign: row.unsendable !== null,
  channelState: row.channel_state,
  assignments: row.ticks,
})

/** WS-1: what can be sent from this campaign and queue, by name. SQL only narrows, so that an index and the limit can do
 *  their work: whether it shows is the rule's word, and a test holds the two equal. */
export async function listSendable(tx: Tx, place: Place & { search?: string | undefined }): Promise<Sendable[]> {
  const pattern = `%${(place.search ?? '').replace(/[\\%_]/g, '\\$&')}%`
  const { companyId, campaignId, queueId } = place
  const { rows } = await sql<Candidate>`
    select * from (${candidates(place)}
      and t.active and t.status = 'approved' and t.status_word = any(${SENDABLE_WORDS}) and t.provider_id is not null
      and t.unsendable is null and ${stateSql} = 'active'
      and t.id in (select template_id from template_assignment where company_id = ${companyId}
        and campaign_id = ${campaignId} and coalesce(queue_id, ${queueId}) = ${queueId})
      and t.search_text like plain(${pattern})) t
    order by display_name collate "es-x-icu", id limit ${MOST_LISTED}`.execute(tx)
  return rows.filter((row) => row.queue !== null && isOfferedIn(factsOf(row), row.queue)).map(present)
}

/** One of them, asked again when the message is made. Refuses with why not. An edit that arrives meanwhile waits, so that
 *  what was made before it is known to be older. */
export async function getSendable(tx: Tx, place: Place & { templateId: string }): Promise<Sendable> {
  const result = await sql<Candidate>`
    select * from (${candidates(place)} and t.id = ${place.templateId} for share of t) t`.execute(tx)
  const row = found(first(result))
  if (templateBars(factsOf(row)).length > 0) throw new Refusal('template_not_sendable')
  if (row.queue === null || !isOfferedIn(factsOf(row), row.queue)) throw new Refusal('template_not_assigned')
  return present(row)
}

/** Only of one that can be sent: its channel has a number, and the provider knows it. */
function present(row: Candidate): Sendable {
  return {
    id: row.id,
    channelId: row.channel_id,
    channelAlias: row.alias,
    identifier: row.identifier!,
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
    providerId: row.provider_id!,
  }
}
