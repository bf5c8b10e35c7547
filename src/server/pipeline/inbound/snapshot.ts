import { sql } from 'kysely'
import type { BusinessHours } from '../../../rules/business-hours.ts'
import type { GreetingTexts } from '../../../rules/greeting.ts'
import { decodePostback } from '../../../rules/postback.ts'
import { optOutSet } from '../../../rules/routing.ts'
import { table } from '../../database/arrays.ts'
import type { Tx } from '../../database/doors.ts'
import type { Incoming } from './intake.ts'
import type { IncomingMessage } from './batch.ts'

/** What of a message decides where it goes. */
export type MessageToPlace = Pick<IncomingMessage, 'seq' | 'companyId' | 'channelId' | 'receivedAt' | 'event'>

/** An open ticket, as read and as the plan changes it. */
export interface OpenTicket {
  id: string
  contactId: string
  campaignId: string
  queueId: string | null
  /** When something last happened in it, per channel. */
  activityOn: Record<string, number>
}

export interface OpenInteraction {
  id: string
  contactId: string
  channelId: string
  campaignId: string
  queueId: string | null
  ticketId: string | null
  lastActivityAt: number
}

/** One of our messages that a contact answered or whose button was tapped. */
export interface OurMessage {
  id: string
  campaignId: string
  queueId: string | null
  templateName: string | null
  buttons: { text: string; optOut?: boolean }[]
}

export interface Snapshot {
  channels: Map<string, { enabled: boolean }>
  queues: {
    companyId: string
    queueId: string
    campaignId: string
    active: boolean
    createdOrder: number
    /** Gives its tickets out by itself (WS-6). */
    automatic?: boolean
  }[]
  links: { queueId: string; channelId: string; isEntry: boolean }[]
  companies: Map<
    string,
    { name: string; timeZone: string; defaultCampaignId: string; optOutWords: ReadonlySet<string> }
  >
  /** Of queues that say something by themselves (HR-3). */
  greetings: Map<string, GreetingTexts>
  tickets: OpenTicket[]
  interactions: OpenInteraction[]
  /** By our own id, and by the provider's (`<channelId> <externalId>`). */
  ours: Map<string, OurMessage>
  /** `<channelId> <externalId>` of messages that are stored already. */
  stored: Set<string>
}

/** Everything the plan needs to know, in a constant number of statements. Channels are locked against their switch. */
export async function readSnapshot(
  tx: Tx,
  messages: readonly MessageToPlace[],
  contactOf: ReadonlyMap<number, string>,
): Promise<Snapshot> {
  const people = peopleOf(messages, contactOf)
  const channelIds = [...new Set(messages.map((m) => m.channelId))].toSorted()
  const companyIds = [...new Set(messages.map((m) => m.companyId))].toSorted()
  const channels = await tx
    .selectFrom('channel')
    .select(['id'])
    .select(sql<boolean>`enabled and deleted_at is null`.as('enabled'))
    .where('id', '=', oneOf(channelIds))
    .orderBy('id')
    // Not `for share`: two batches that hold it could not both write the channel's last message.
    .forKeyShare()
    .execute()
  const queues = await tx
    .selectFrom('queue as q')
    .innerJoin('campaign as k', (j) => j.onRef('k.company_id', '=', 'q.company_id').onRef('k.id', '=', 'q.campaign_id'))
    .select(['q.company_id as companyId', 'q.id as queueId', 'q.campaign_id as campaignId', 'q.created_at'])
    .select(['q.welcome_text as welcome', 'q.away_text as away'])
    .select(
      sql<BusinessHours | null>`case when coalesce(q.welcome_text, q.away_text) is not null
      then jsonb_build_object('days', q.hours, 'holidays', q.holidays) end`.as('hours'),
    )
    .select(sql<boolean>`q.active and k.active and q.deleted_at is null and k.deleted_at is null`.as('active'))
    .select(sql<boolean>`q.distribution <> 'manual'`.as('automatic'))
    .where('q.company_id', '=', oneOf(companyIds))
    .execute()
  const links = await tx
    .selectFrom('queue_channel')
    .select(['queue_id as queueId', 'channel_id as channelId', 'is_entry as isEntry'])
    .where('company_id', '=', oneOf(companyIds))
    .where('channel_id', '=', oneOf(channelIds))
    .where('switched_off', '=', false)
    .execute()
  return {
    channels: new Map(channels.map((c) => [c.id, { enabled: c.enabled }])),
    queues: queues.map((q) => ({ ...q, createdOrder: q.created_at.getTime() })),
    links,
    greetings: new Map(
      queues.flatMap(({ queueId, hours, ...q }) => (hours === null ? [] : [[queueId, { ...q, hours }]])),
    ),
    companies: await companiesOf(tx, companyIds),
    tickets: await openTickets(tx, people),
    interactions: await openInteractions(tx, people),
    ours: await ourMessages(tx, messages, contactOf),
    stored: await storedAlready(tx, messages),
  }
}

/** As one parameter, whatever their number: a prepared statement has one text. */
const oneOf = (ids: readonly string[]) => sql<string>`any(${ids}::uuid[])`

/** Where there is no default campaign any more, the oldest one takes what has no other place: nothing is dropped (TK-5). */
async function companiesOf(tx: Tx, companyIds: string[]): Promise<Snapshot['companies']> {
  const { rows } = await sql<{
    id: string
    name: string
    time_zone: string
    opt_out_words: string[]
    campaign_id: string
  }>`
    select c.id, c.name, c.time_zone, c.opt_out_words, (select k.id from campaign k where k.company_id = c.id
      order by k.deleted_at is not null, not k.is_default, k.created_at, k.id limit 1) as campaign_id
    from company c where c.id = any(${companyIds}::uuid[])`.execute(tx)
  return new Map(
    rows.map((c) => [
      c.id,
      {
        name: c.name,
        timeZone: c.time_zone,
        defaultCampaignId: c.campaign_id,
        optOutWords: optOutSet(c.opt_out_words),
      },
    ]),
  )
}

/** Each contact once, with its company: looked up one by one, in whatever order the planner likes, by both. */
type People = readonly (readonly [contactId: string, companyId: string])[]

const peopleOf = (messages: readonly MessageToPlace[], contactOf: ReadonlyMap<number, string>): People => [
  ...new Map(messages.map((m) => [contactOf.get(m.seq)!, m.companyId])),
]

const asTable = (people: People) =>
  table('v', people, { company: ['uuid', ([, companyId]) => companyId], contact: ['uuid', ([contactId]) => contactId] })

async function openTickets(tx: Tx, people: People): Promise<OpenTicket[]> {
  const { rows } = await sql<{
    id: string
    contact_id: string
    campaign_id: string
    queue_id: string | null
    activity: Record<string, number> | null
  }>`
    select t.id, t.contact_id, t.campaign_id, t.queue_id,
      (select jsonb_object_agg(x.channel_id, x.at) from (select i.channel_id, extract(epoch from max(i.last_activity_at)) * 1000 as at
        from interaction i where i.company_id = t.company_id and i.ticket_id = t.id group by i.channel_id) x) as activity
    from ${asTable(people)} cross join lateral (
      select * from ticket t where t.company_id = v.company and t.contact_id = v.contact and t.closed_at is null offset 0) t`.execute(
    tx,
  )
  return rows.map((t) => ({
    id: t.id,
    contactId: t.contact_id,
    campaignId: t.campaign_id,
    queueId: t.queue_id,
    activityOn: t.activity ?? {},
  }))
}

async function openInteractions(tx: Tx, people: People): Promise<OpenInteraction[]> {
  const { rows } = await sql<{
    id: string
    contact_id: string
    channel_id: string
    campaign_id: string
    queue_id: string | null
    ticket_id: string | null
    last_activity_at: Date
  }>`
    select i.id, i.contact_id, i.channel_id, i.campaign_id, i.queue_id, i.ticket_id, i.last_activity_at
    from ${asTable(people)} cross join lateral (
      select * from interaction i where i.company_id = v.company and i.contact_id = v.contact and i.ended_at is null offset 0) i`.execute(
    tx,
  )
  return rows.map((i) => ({
    id: i.id,
    contactId: i.contact_id,
    channelId: i.channel_id,
    campaignId: i.campaign_id,
    queueId: i.queue_id,
    ticketId: i.ticket_id,
    lastActivityAt: i.last_activity_at.getTime(),
  }))
}

/** What the events point at: by the reference in a tap (TK-5), and by the provider's id of a quoted message. */
async function ourMessages(
  tx: Tx,
  messages: readonly MessageToPlace[],
  contactOf: ReadonlyMap<number, string>,
): Promise<Map<string, OurMessage>> {
  const tapped = messages.flatMap((m) => {
    const reference = m.event.content.payload === undefined ? null : decodePostback(m.event.content.payload)
    return reference ? [{ c: m.companyId, h: m.channelId, id: reference.messageId }] : []
  })
  const quoted = messages.flatMap((m) =>
    m.event.replyTo === undefined ? [] : [{ c: m.companyId, h: m.channelId, x: m.event.replyTo }],
  )
  // Only where the provider's own id is not told: found among what was sent to that contact (it has no index).
  const byWamid = messages.flatMap((m) =>
    m.event.replyToWamid === undefined
      ? []
      : [{ c: m.companyId, h: m.channelId, k: contactOf.get(m.seq)!, x: m.event.replyToWamid }],
  )
  if (tapped.length + quoted.length + byWamid.length === 0) return new Map()
  const { rows } = await sql<{
    id: string
    key: string | null
    campaign_id: string
    queue_id: string | null
    template_name: string | null
    buttons: OurMessage['buttons'] | null
  }>`
    with named as (
      select m.company_id, m.id, null::text as key, m.interaction_id, m.queue_id, m.template_id, m.content
      from ${table('v', tapped, { c: ['uuid', (t) => t.c], h: ['uuid', (t) => t.h], id: ['uuid', (t) => t.id] })}
      join message m on m.company_id = v.c and m.id = v.id and m.channel_id = v.h and m.direction = 'out'
      union all
      select m.company_id, m.id, m.channel_id || ' ' || m.external_id, m.interaction_id, m.queue_id, m.template_id, m.content
      from ${table('v', quoted, { c: ['uuid', (q) => q.c], h: ['uuid', (q) => q.h], x: ['text', (q) => q.x] })}
      join message m on m.company_id = v.c and m.channel_id = v.h and m.external_id = v.x and m.direction = 'out'
      union all
      select m.company_id, m.id, m.channel_id || ' ' || m.wamid, m.interaction_id, m.queue_id, m.template_id, m.content
      from ${table('v', byWamid, { c: ['uuid', (q) => q.c], h: ['uuid', (q) => q.h], k: ['uuid', (q) => q.k], x: ['text', (q) => q.x] })}
      join interaction i on i.company_id = v.c and i.contact_id = v.k and i.channel_id = v.h
      join message m on m.company_id = i.company_id and m.interaction_id = i.id and m.wamid = v.x and m.direction = 'out')
    -- What the contact saw: the template may have been changed since. What was carried to a ticket is answered there as long
    -- as that is open (TK-9).
    select n.id, n.key, coalesce(g.campaign_id, i.campaign_id) as campaign_id, coalesce(g.queue_id, n.queue_id, i.queue_id) as queue_id, coalesce(n.content ->> 'templateName', t.display_name) as template_name,
      coalesce(n.content -> 'buttons', t.buttons) as buttons
    from named n join interaction i on i.company_id = n.company_id and i.id = n.interaction_id
    left join ticket g on g.company_id = i.company_id and g.id = i.carried_to and g.closed_at is null
    left join template t on t.company_id = n.company_id and t.id = n.template_id`.execute(tx)
  return new Map(
    rows.map((r) => [
      r.key ?? r.id,
      {
        id: r.id,
        campaignId: r.campaign_id,
        queueId: r.queue_id,
        templateName: r.template_name,
        buttons: r.buttons ?? [],
      },
    ]),
  )
}

async function storedAlready(tx: Tx, messages: readonly MessageToPlace[]): Promise<Set<string>> {
  const { rows } = await sql<{ key: string }>`
    select m.channel_id || ' ' || m.external_id as key
    from ${table('v', messages, { c: ['uuid', (m) => m.companyId], h: ['uuid', (m) => m.channelId], x: ['text', (m) => m.event.externalId] })}
    join message m on m.company_id = v.c and m.channel_id = v.h and m.external_id = v.x`.execute(tx)
  return new Set(rows.map((r) => r.key))
}

/** The message of ours that this one quotes, by whichever of its ids is told. */
export function quotedBy(e: MessageToPlace, ours: Snapshot['ours']): OurMessage | null {
  const id = e.event.replyTo ?? e.event.replyToWamid
  return (id !== undefined && ours.get(externalKey(e, id))) || null
}

export const externalKey = (e: Pick<Incoming, 'channelId'>, externalId: string) => `${e.channelId} ${externalId}`
