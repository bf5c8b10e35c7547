import { companyOf, type Ctx, type System } from '../../context.ts'
import type { JobPayload } from '../../jobs/catalog.ts'
import { announce } from '../../live/announce.ts'
import { about } from '../../provider/about.ts'
import { ProviderFault } from '../../provider/port.ts'
import { appOf } from '../channels/app-of.ts'
import { tellsReading } from '../companies/settings.ts'
import { getHeldTicket } from '../tickets/get-held-ticket.ts'

/** WS-10: whoever holds a ticket and opens it has read it, and WhatsApp is told, unless the company does not want that. */
export async function markTicketRead(ctx: Ctx, id: string) {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    const ticket = await getHeldTicket(tx, ctx, id)
    if (ticket.unread === 0) return {}
    await tx.updateTable('ticket').set({ unread: 0 }).where('company_id', '=', companyId).where('id', '=', id).execute()
    if (await tellsReading(tx, companyId)) await ctx.jobs.enqueue(tx, 'message.mark-read', { companyId, ticketId: id })
    await announce(tx, companyId, 'tickets', id)
    return {}
  })
}

/** Job `message.mark-read`: the newest message of the contact marks all before it. */
export const markReadAtProvider =
  ({ db, provider, log }: System) =>
  async ({ companyId, ticketId }: JobPayload<'message.mark-read'>): Promise<void> => {
    const newest = await db.inTenant(companyId, async (tx) => {
      const m = await tx
        .selectFrom('message as m')
        .innerJoin('interaction as i', (j) =>
          j.onRef('i.company_id', '=', 'm.company_id').onRef('i.id', '=', 'm.interaction_id'),
        )
        .select(['m.id', 'm.external_id', 'm.channel_id'])
        .where('i.company_id', '=', companyId)
        .where((e) => e.or([e('i.ticket_id', '=', ticketId), e('i.carried_to', '=', ticketId)]))
        .where('m.direction', '=', 'in')
        .orderBy('m.at', 'desc')
        .orderBy('m.id', 'desc')
        .limit(1)
        .executeTakeFirst()
      if (!m?.external_id) return null
      const subject = { companyId, channelId: m.channel_id, messageId: m.id }
      return { externalId: m.external_id, app: await appOf(tx, companyId, m.channel_id), subject }
    })
    if (newest === null) return
    try {
      await about(newest.subject, () => provider.markRead(newest.app.appId, newest.externalId))
    } catch (error) {
      if (!(error instanceof ProviderFault) || error.verdict !== 'refused') throw error
      log.info({ ticketId, reason: error.message }, 'the provider would not mark it read')
    }
  }
