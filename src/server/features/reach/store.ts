import { type RawBuilder, sql } from 'kysely'
import type { Assignment } from '../../../rules/assignment.ts'
import type { ChannelState } from '../../../rules/channel-state.ts'
import type { Role } from '../../../rules/roles.ts'
import type { QueueFacts } from '../../../rules/template-reach.ts'
import type { TemplateCategory } from '../../../rules/template.ts'
import type { TemplateStatus } from '../../../rules/template-status.ts'
import { first, type Tx } from '../../database/doors.ts'
import { found } from '../../refusal.ts'
import { stateSql } from '../channels/state.ts'

/** Where a page begins: the name and id of the last row of the one before. */
export interface After {
  name: string
  id: string
}

export interface ReachQueue extends QueueFacts {
  name: string
  campaignName: string
  channelIds: string[]
}

export interface TemplateRow {
  id: string
  name: string
  display_name: string
  language: string
  category: TemplateCategory
  status: TemplateStatus
  status_word: string
  active: boolean
  is_known: boolean
  is_foreign: boolean
  channel_id: string
  alias: string
  channel_state: ChannelState
  ticks: Assignment[]
  /** It stands after where the last page ended. */
  is_later: boolean
}

export interface MemberRow {
  user_id: string
  name: string
  role: Role
  active: boolean
  agent_mode: boolean
  queue_ids: string[]
  is_later: boolean
}

/** Without a search nothing is compared, which thousands of texts would pay for. */
const fits = (text: RawBuilder<unknown>, search: string | undefined) =>
  search ? sql`plain(${text}) like plain(${`%${search.replace(/[\\%_]/g, '\\$&')}%`})` : sql`true`

/** Everything that decides where a template shows; narrow, so that a company's thousands can be judged at once. */
const facts = sql`t.id, t.name, t.display_name, t.language, t.category, t.status, t.status_word, t.active, t.channel_id,
  t.provider_id is not null as is_known, t.unsendable is not null as is_foreign, c.alias, c.channel_state,
  coalesce(a.ticks, '[]') as ticks`

/** Judged once each, not once a template. */
const channels = (companyId: string) => sql`
  select c.id, c.alias, ${stateSql} as channel_state from channel c where c.company_id = ${companyId} and c.deleted_at is null`

const ticks = (companyId: string, templateId: string | null) => sql`
  select a.template_id, jsonb_agg(jsonb_build_object('campaignId', a.campaign_id, 'queueId', a.queue_id)) as ticks
  from template_assignment a
  join campaign k on k.company_id = a.company_id and k.id = a.campaign_id and k.deleted_at is null
  left join queue q on q.company_id = a.company_id and q.id = a.queue_id
  where a.company_id = ${companyId} and (a.queue_id is null or q.deleted_at is null)
    and (${templateId}::uuid is null or a.template_id = ${templateId})
  group by a.template_id`

export async function getTemplateFacts(tx: Tx, companyId: string, id: string): Promise<TemplateRow> {
  const result = await sql<TemplateRow>`
    with c as materialized (${channels(companyId)})
    select ${facts}, true as is_later from template t join c on c.id = t.channel_id
    left join (${ticks(companyId, id)}) a on a.template_id = t.id
    where t.company_id = ${companyId} and t.id = ${id} and t.deleted_at is null`.execute(tx)
  return found(first(result))
}

/** All of the company's that fit, by name. */
export async function listTemplateFacts(
  tx: Tx,
  companyId: string,
  { search, after }: { search: string | undefined; after: After | null },
): Promise<TemplateRow[]> {
  const { rows } = await sql<TemplateRow>`
    with c as materialized (${channels(companyId)})
    select ${facts}, ${later(sql`t.display_name`, sql`t.id`, after)} as is_later from template t
    join c on c.id = t.channel_id
    left join (${ticks(companyId, null)}) a on a.template_id = t.id
    where t.company_id = ${companyId} and t.deleted_at is null
      and ${fits(sql`t.display_name || ' ' || t.name || ' ' || t.body`, search)}
    order by t.display_name collate "es-x-icu", t.id`.execute(tx)
  return rows
}

const later = (name: RawBuilder<unknown>, id: RawBuilder<unknown>, after: After | null) =>
  after === null ? sql`true` : sql`(${name} collate "es-x-icu", ${id}) > (${after.name}, ${after.id}::uuid)`

/** By campaign, in the order that campaigns and queues are shown. */
export async function listQueueFacts(tx: Tx, companyId: string): Promise<Map<string, ReachQueue[]>> {
  const { rows } = await sql<ReachQueue>`
    select q.id, q.campaign_id as "campaignId", q.name, q.active, k.name as "campaignName", k.active as "campaignActive",
      coalesce((select array_agg(l.channel_id) from queue_channel l
        where l.company_id = q.company_id and l.queue_id = q.id), '{}') as "channelIds"
    from queue q join campaign k on k.company_id = q.company_id and k.id = q.campaign_id and k.deleted_at is null
    where q.company_id = ${companyId} and q.deleted_at is null
    order by k.is_default desc, k.name collate "es-x-icu", q.name collate "es-x-icu"`.execute(tx)
  return Map.groupBy(rows, (queue) => queue.campaignId)
}

const member = sql`m.user_id, p.name, m.role, m.active, m.agent_mode,
  coalesce((select array_agg(a.queue_id) from queue_agent a
    where a.company_id = m.company_id and a.user_id = m.user_id), '{}') as queue_ids`

export async function getMemberFacts(tx: Tx, companyId: string, userId: string): Promise<MemberRow> {
  const result = await sql<MemberRow>`
    select ${member}, true as is_later from member m join person p on p.id = m.user_id
    where m.company_id = ${companyId} and m.user_id = ${userId}`.execute(tx)
  return found(first(result))
}

/** Everybody whose name or address fits, by name. */
export async function listMemberFacts(
  tx: Tx,
  companyId: string,
  { search, after }: { search: string | undefined; after: After | null },
): Promise<MemberRow[]> {
  const { rows } = await sql<MemberRow>`
    select ${member}, ${later(sql`p.name`, sql`m.user_id`, after)} as is_later
    from member m join person p on p.id = m.user_id
    where m.company_id = ${companyId} and ${fits(sql`p.name || ' ' || p.email`, search)}
    order by p.name collate "es-x-icu", m.user_id`.execute(tx)
  return rows
}
