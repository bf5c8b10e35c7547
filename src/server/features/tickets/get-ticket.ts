import { sql } from 'kysely'
import { windowClosesAt } from '../../../rules/service-window.ts'
import { companyOf, type Ctx } from '../../context.ts'
import { first, type Tx } from '../../database/doors.ts'
import { byKey } from '../../database/prepared.ts'
import { stateSql } from '../channels/state.ts'
import { sightOf } from './sight.ts'
import { getTicketRecord, listDispositions, listEarlierTickets, presentTicket } from './store.ts'

/** One ticket with all that its screen needs to say what can be done. */
export async function getTicket(ctx: Ctx, id: string) {
  const companyId = companyOf(ctx.actor)
  const sight = sightOf(ctx)
  return ctx.inTenant(async (tx) => {
    const ticket = await getTicketRecord(tx, sight, id)
    const facts = await getFacts(tx, companyId, ticket.contact_id, ticket.channel_id, id)
    return {
      ...presentTicket(ticket),
      closeReason: ticket.close_reason,
      disposition: facts.disposition,
      dispositionRequired: ticket.disposition_required,
      dispositions: await listDispositions(tx, companyId, ticket.campaign_id),
      windowClosesAt: windowClosesAt(facts.last_inbound_at)?.toISOString() ?? null,
      channelActive: facts.channel_state === 'active',
      optedOut: facts.opted_out,
      earlierTickets: await listEarlierTickets(tx, sight, ticket.contact_id, id),
    }
  })
}

interface Facts {
  last_inbound_at: Date | null
  channel_state: string
  opted_out: boolean
  disposition: { id: string; name: string } | null
}

async function getFacts(
  tx: Tx,
  companyId: string,
  contactId: string,
  channelId: string,
  ticketId: string,
): Promise<Facts> {
  const result = await sql<Facts>`${byKey}
    select (select w.last_inbound_at from contact_channel w where w.company_id = ${companyId} and w.contact_id = ${contactId} and w.channel_id = ${channelId}) as last_inbound_at,
      (select case when c.deleted_at is null then ${stateSql} end from channel c where c.company_id = ${companyId} and c.id = ${channelId}) as channel_state,
      (select k.marketing_opt_out_at is not null from contact k where k.company_id = ${companyId} and k.id = ${contactId}) as opted_out,
      (select jsonb_build_object('id', d.id, 'name', d.name) from ticket t join disposition d on d.company_id = t.company_id and d.id = t.disposition_id
        where t.company_id = ${companyId} and t.id = ${ticketId}) as disposition`.execute(tx)
  return first(result)!
}
