import { type RawBuilder, sql } from 'kysely'
import type * as z from 'zod'
import type { Send, SentRow } from '../../../contract/workspace.ts'
import { statusName } from '../../../rules/message-status.ts'
import { phoneOf } from '../contacts/phone-of.ts'
import { amongNewest, NEWEST } from './search-store.ts'
import { seenSend, type Sight } from './store.ts'

interface SendFacts {
  id: string
  contact_id: string
  contact_name: string
  contact_phone: string | null
  campaign_id: string
  campaign_name: string
  queue_id: string | null
  queue_name: string | null
  channel_alias: string
}
export interface SendRecord extends SendFacts {
  last_sent_at: Date
  sort_at: string
  text: string
  status: number
}

const facts = sql`i.id, i.contact_id, c.name as contact_name, ${phoneOf('c')} as contact_phone, i.campaign_id, k.name as campaign_name,
  i.queue_id, q.name as queue_name, h.alias as channel_alias`
const beside = sql`
  join contact c on c.company_id = i.company_id and c.id = i.contact_id
  join campaign k on k.company_id = i.company_id and k.id = i.campaign_id
  join channel h on h.company_id = i.company_id and h.id = i.channel_id
  left join queue q on q.company_id = i.company_id and q.id = i.queue_id`

/** Rows of "Enviados" for the ids and `last_sent_at` of `found`, newest first. */
export const sendRecords = (companyId: string, found: RawBuilder<unknown>): RawBuilder<SendRecord> => sql<SendRecord>`
  with found as materialized (${found})
  select ${facts}, i.last_sent_at, i.last_sent_at::text as sort_at, m.text, m.status
  from found join interaction i on i.company_id = ${companyId} and i.id = found.id ${beside}
  join lateral (select text, status from message m where m.company_id = i.company_id and m.interaction_id = i.id and m.direction = 'out' order by m.at desc, m.id desc limit 1) m on true
  order by found.last_sent_at desc, found.id desc`

/** A person and the queues that person serves: whose sends one sees (TK-4). */
export const seersOf = (companyId: string, userId: string): RawBuilder<unknown> =>
  sql`(select ${userId}::uuid as id union all select a.queue_id from queue_agent a where a.company_id = ${companyId} and a.user_id = ${userId})`

interface Found {
  /** A contact has no more sends without answer than numbers and campaigns. */
  contactIds: readonly string[]
  /** Words of a common name, looked for among the newest sends as well. */
  among: readonly string[]
  limit: number
}

/** Sends without answer to these people, as far as they are seen. Each one's interactions first, and then which of them wait:
 *  asked in one, PostgreSQL takes an index of all that wait to be as short, and walks it once for each contact. */
export function sendsFound(sight: Sight, { contactIds, among, limit }: Found): RawBuilder<SendRecord> {
  const { companyId } = sight
  // What it takes to judge and to sort them travels along.
  const judged = sql`i.company_id, i.id, i.contact_id, i.sender_id, i.queue_id, i.last_sent_at`
  const waits = sql`i.ended_at is null and i.ticket_id is null`
  return sendRecords(
    companyId,
    sql`select i.id, i.last_sent_at from (
        select ${judged} from unnest(${contactIds}::uuid[]) x (contact_id) cross join lateral (
          select * from interaction i where i.company_id = ${companyId} and i.contact_id = x.contact_id offset 0) i
        where ${waits}
        union
        ${amongNewest(companyId, among, sql`select ${judged} from interaction i where i.company_id = ${companyId} and ${waits} order by i.last_sent_at desc, i.id desc limit ${sql.lit(NEWEST)}`)}) i
      where ${seenSend(sight)} order by i.last_sent_at desc, i.id desc limit ${sql.lit(limit)}`,
  )
}

export interface SendDetailRecord extends SendFacts {
  ended_at: Date | null
  answered: boolean
  ticket: { id: string; number: number } | null
}

/** One, whatever became of it; `seen` and `seenTicket`: whether the caller may see interaction `i` and ticket `t`. */
export const sendRecord = (
  companyId: string,
  id: string,
  seen: RawBuilder<unknown>,
  seenTicket: RawBuilder<unknown>,
): RawBuilder<SendDetailRecord> => sql<SendDetailRecord>`
  select ${facts}, i.ended_at, i.ticket_id is not null as answered,
    (select jsonb_build_object('id', t.id, 'number', t.number) from ticket t
      where t.company_id = i.company_id and t.id in (i.ticket_id, i.carried_to) and ${seenTicket} order by t.id = i.ticket_id limit 1) as ticket
  from interaction i ${beside} where i.company_id = ${companyId} and i.id = ${id} and ${seen}`

const presentFacts = (r: SendFacts): z.infer<typeof Send> => ({
  interactionId: r.id,
  contact: { id: r.contact_id, name: r.contact_name, phone: r.contact_phone },
  campaign: { id: r.campaign_id, name: r.campaign_name },
  queue: r.queue_id === null ? null : { id: r.queue_id, name: r.queue_name ?? '' },
  channelAlias: r.channel_alias,
})

export const presentSend = (r: SendRecord): z.infer<typeof SentRow> => ({
  ...presentFacts(r),
  lastActivityAt: r.last_sent_at.toISOString(),
  lastText: r.text,
  lastStatus: statusName(r.status),
})

export const presentSendDetail = (r: SendDetailRecord) => ({
  ...presentFacts(r),
  endedAt: r.ended_at?.toISOString() ?? null,
  answered: r.answered,
  ticket: r.ticket,
})
