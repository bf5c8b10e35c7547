import { sql } from 'kysely'
import type { Tx } from '../../database/doors.ts'
import { notify } from '../notifications/notify.ts'

interface Told {
  company_id: string
  channel_id: string
  sender_id: string
  alias: string
  count: number
  code: string | null
  contact: string | null
  contact_id: string | null
  ticket_id: string | null
}

/** CH-13: rings the bell of those whose messages an interruption held and that could not leave after it: once per person,
 *  channel and reason, however many they were. `tx` comes from `asSystem`, and holds the messages' final status. */
export async function tellSenders(tx: Tx, messageIds: readonly string[]): Promise<void> {
  if (messageIds.length === 0) return
  const { rows } = await sql<Told>`
    select m.company_id, m.channel_id, m.sender_id, h.alias, count(*)::int as count, m.error_code as code,
      case when count(distinct m.contact_id) = 1 then min(coalesce(nullif(c.name, ''), a.shown)) end as contact,
      case when count(distinct m.contact_id) = 1 then min(m.contact_id::text) end as contact_id,
      case when count(distinct i.ticket_id) = 1 then min(i.ticket_id::text) end as ticket_id
    from message m
    join channel h on h.company_id = m.company_id and h.id = m.channel_id
    join contact c on c.company_id = m.company_id and c.id = m.contact_id
    join member p on p.company_id = m.company_id and p.user_id = m.sender_id and p.active
    left join interaction i on i.company_id = m.company_id and i.id = m.interaction_id
    left join lateral (select shown from contact_address x where x.company_id = c.company_id and x.contact_id = c.id
      order by x.kind = 'user_id', x.kind limit 1) a on true
    where m.id = any(${messageIds}::uuid[])
    group by m.company_id, m.channel_id, m.sender_id, h.alias, m.error_code`.execute(tx)
  for (const { company_id: companyId, sender_id, channel_id: channelId, ticket_id: ticketId, ...r } of rows) {
    // By the contact's id an erasure finds the bell.
    const [contact, contactId] = [r.contact, r.contact_id]
    const data = { channelId, ticketId, alias: r.alias, count: r.count, contact, contactId, code: r.code }
    await notify(tx, { userIds: [sender_id], companyId, kind: 'messages_cancelled', data })
  }
}
