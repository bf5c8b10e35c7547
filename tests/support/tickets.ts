import { newId } from '../../src/server/database/id.ts'
import { lineKey } from '../../src/rules/phone.ts'
import type { TestServer } from './test-server.ts'

let count = 0

export interface TestContact {
  id: string
  name: string
  /** E.164. */
  phone: string
}

export async function makeContact(
  server: TestServer,
  given: { companyId: string; name?: string; phone?: string; optedOut?: boolean },
): Promise<TestContact> {
  const n = ++count
  const { companyId, name = `Cliente ${n}`, phone = `+5190010${String(n).padStart(4, '0')}`, optedOut = false } = given
  const id = newId()
  await server.sql(
    `insert into contact (company_id, id, name, marketing_opt_out_at) values ($1, $2, $3, case when $4 then now() end)`,
    [companyId, id, name, optedOut],
  )
  await server.sql(
    `insert into contact_address (company_id, kind, value, shown, contact_id) values ($1, 'phone', $2, $3, $4)`,
    [companyId, lineKey(phone.slice(1)), phone, id],
  )
  return { id, name, phone }
}

export interface TicketOptions {
  companyId: string
  campaignId: string
  /** Null is "Sin cola". */
  queueId: string | null
  channelId: string
  contactId?: string
  agentId?: string
  /** Minutes since it was opened and the contact last wrote. */
  minutesAgo?: number
  text?: string
}

/** An open ticket with its interaction and the contact's first message, as an incoming message leaves them. */
export async function makeTicket(
  server: TestServer,
  options: TicketOptions,
): Promise<{ id: string; number: number; interactionId: string; messageId: string; contactId: string }> {
  const { companyId, campaignId, queueId, channelId, agentId = null, minutesAgo = 0, text = 'Hola' } = options
  const contactId = options.contactId ?? (await makeContact(server, { companyId })).id
  const [id, interactionId, messageId] = [newId(), newId(), newId()]
  const at = new Date(Date.now() - minutesAgo * 60_000)
  const [ticket] = await server.sql<{ number: number }>(
    `insert into ticket (company_id, id, contact_id, campaign_id, queue_id, agent_id, assigned_at, opened_at,
       last_activity_at, last_channel_id, last_text, unread)
     values ($1, $2, $3, $4, $5, $6, case when $6::uuid is not null then $7::timestamptz end, $7, $7, $8, $9, 1)
     returning number::int`,
    [companyId, id, contactId, campaignId, queueId, agentId, at, channelId, text],
  )
  await server.sql(
    `insert into interaction (company_id, id, channel_id, contact_id, campaign_id, queue_id, ticket_id, begun_by, opened_at, last_activity_at)
     values ($1, $2, $3, $4, $5, $6, $7, 'contact', $8, $8)`,
    [companyId, interactionId, channelId, contactId, campaignId, queueId, id, at],
  )
  await server.sql(
    `insert into message (company_id, id, channel_id, contact_id, interaction_id, direction, kind, text, at, external_id)
     values ($1, $2, $3, $4, $5, 'in', 'text', $6, $7, $8)`,
    [companyId, messageId, channelId, contactId, interactionId, text, at, `wamid.${messageId}`],
  )
  await server.sql(
    `insert into contact_channel (company_id, contact_id, channel_id, last_inbound_at) values ($1, $2, $3, $4)
     on conflict (company_id, contact_id, channel_id) do update set last_inbound_at = excluded.last_inbound_at`,
    [companyId, contactId, channelId, at],
  )
  return { id, number: ticket!.number, interactionId, messageId, contactId }
}

interface Interactions {
  companyId: string
  campaignId: string
  queueId: string
  channelId: string
  /** Interactions with a ticket each. */
  tickets: number
  /** Sends without answer. */
  sends: number
  /** Messages of those sends that wait to leave, and will not: no template is behind them. */
  waiting?: number
}

/** Many at once, each with a contact of its own. */
export async function makeInteractions(server: TestServer, given: Interactions): Promise<void> {
  const { companyId, campaignId, queueId, channelId, tickets, sends, waiting = 0 } = given
  const place = [companyId, campaignId, queueId, channelId]
  await server.sql(
    `with made as (
       insert into contact (company_id, id, name) select $1::uuid, gen_random_uuid(), 'Cliente' from generate_series(1, $5) returning id),
     opened as (
       insert into ticket (company_id, id, contact_id, campaign_id, queue_id, opened_at, last_activity_at, last_channel_id)
       select $1, gen_random_uuid(), id, $2, $3, now(), now(), $4 from made returning id, contact_id)
     insert into interaction (company_id, id, channel_id, contact_id, campaign_id, queue_id, ticket_id, begun_by, opened_at, last_activity_at)
     select $1, gen_random_uuid(), $4, contact_id, $2, $3, id, 'contact', now(), now() from opened`,
    [...place, tickets],
  )
  await server.sql(
    `with made as (
       insert into contact (company_id, id, name) select $1::uuid, gen_random_uuid(), 'Cliente' from generate_series(1, $5) returning id),
     begun as (
       insert into interaction (company_id, id, channel_id, contact_id, campaign_id, queue_id, begun_by, opened_at, last_activity_at)
       select $1, gen_random_uuid(), $4, id, $2, $3, 'us', now(), now() from made returning id, contact_id)
     insert into message (company_id, id, channel_id, contact_id, interaction_id, direction, kind, text, at, status, not_before)
     select $1, gen_random_uuid(), $4, contact_id, id, 'out', 'template', 'Hola', now(), 0, now() + interval '1 hour' from begun limit $6`,
    [...place, sends, waiting],
  )
}
