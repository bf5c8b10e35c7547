import { sql } from 'kysely'
import { companyOf, type Ctx, type System } from '../../context.ts'
import type { Tx } from '../../database/doors.ts'
import type { JobPayload } from '../../jobs/catalog.ts'
import { about } from '../../provider/about.ts'
import { ProviderFault } from '../../provider/port.ts'
import { tellsReading } from '../companies/settings.ts'
import { announceTicket } from '../tickets/announce-ticket.ts'
import { getHeldTicket } from '../tickets/get-held-ticket.ts'

/** WS-10: whoever holds a ticket and opens it has read it, and WhatsApp is told, unless the company does not want that. */
export async function markTicketRead(ctx: Ctx, id: string) {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    const ticket = await getHeldTicket(tx, ctx, id)
    if (ticket.unread === 0) return {}
    await tx.updateTable('ticket').set({ unread: 0 }).where('company_id', '=', companyId).where('id', '=', id).execute()
    if (await tellsReading(tx, companyId)) await ctx.jobs.enqueue(tx, 'message.mark-read', { companyId, ticketId: id })
    await announceTicket(tx, companyId, id)
    return {}
  })
}

/** Job `message.mark-read`: over each channel the newest message of the contact marks all before it. */
export const markReadAtProvider =
  ({ db, provider, log }: System) =>
  async ({ companyId, ticketId }: JobPayload<'message.mark-read'>): Promise<void> => {
    const newest = await db.inTenant(companyId, (tx) => newestPerChannel(tx, companyId, ticketId))
    const tried = await Promise.allSettled(
      newest.map((m) =>
        about({ companyId, channelId: m.channelId, messageId: m.id }, () => provider.markRead(m.appId, m.externalId)),
      ),
    )
    for (const [at, one] of tried.entries()) {
      if (one.status === 'fulfilled') continue
      const { reason } = one
      if (!(reason instanceof ProviderFault) || reason.verdict !== 'refused') throw reason
      log.info(
        { ticketId, channelId: newest[at]!.channelId, reason: reason.message },
        'the provider would not mark it read',
      )
    }
  }

/** Of what the contact wrote in a ticket, over channels that are there still. */
async function newestPerChannel(tx: Tx, companyId: string, ticketId: string) {
  const { rows } = await sql<{ id: string; channelId: string; externalId: string; appId: string }>`
    select distinct on (m.channel_id) m.id, m.channel_id as "channelId", m.external_id as "externalId", n.app_id as "appId"
    from interaction i
    cross join lateral (select m.id, m.channel_id, m.external_id, m.at from message m
      where m.company_id = i.company_id and m.interaction_id = i.id and m.direction = 'in' and m.external_id is not null
      order by m.at desc, m.id desc limit 1) m
    join channel c on c.company_id = i.company_id and c.id = m.channel_id and c.deleted_at is null
    join channel_connection n on n.company_id = i.company_id and n.channel_id = m.channel_id and n.app_id is not null
    where i.company_id = ${companyId} and (i.ticket_id = ${ticketId} or i.carried_to = ${ticketId})
    order by m.channel_id, m.at desc, m.id desc`.execute(tx)
  return rows
}
