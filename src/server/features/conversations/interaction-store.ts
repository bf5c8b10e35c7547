import { sql } from 'kysely'
import type { Tx } from '../../database/doors.ts'
import { newId } from '../../database/id.ts'
import { first } from '../../database/doors.ts'
import { seersOfSend } from '../../pipeline/seen.ts'

export interface Exchange {
  companyId: string
  contactId: string
  channelId: string
  campaignId: string
}

/** TK-4: the contact's open ticket in the campaign, locked against its closing. */
export async function findOpenTicket(
  tx: Tx,
  { companyId, contactId, campaignId }: Exchange,
): Promise<{ id: string } | undefined> {
  return tx
    .selectFrom('ticket')
    .select('id')
    .where('company_id', '=', companyId)
    .where('contact_id', '=', contactId)
    .where('campaign_id', '=', campaignId)
    .where('closed_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
}

/** TK-3: the open interaction, or a new one begun by us; at most one per contact, channel and campaign. Until it has a ticket
 *  it is its latest send's (TK-4). */
export async function openInteraction(
  tx: Tx,
  e: Exchange,
  by: { queueId: string | null; ticketId: string | null; senderId: string },
): Promise<{ id: string; ticketId: string | null }> {
  const now = new Date()
  await tx
    .insertInto('interaction')
    .values({
      company_id: e.companyId,
      id: newId(),
      channel_id: e.channelId,
      contact_id: e.contactId,
      campaign_id: e.campaignId,
      queue_id: by.queueId,
      ticket_id: by.ticketId,
      begun_by: 'us',
      sender_id: by.senderId,
      opened_at: now,
      last_activity_at: now,
      last_sent_at: now,
    })
    .onConflict((c) =>
      c.columns(['company_id', 'contact_id', 'channel_id', 'campaign_id']).where('ended_at', 'is', null).doNothing(),
    )
    .execute()
  const result = await sql<{ id: string; ticketId: string | null }>`
    update interaction set last_activity_at = ${now}, last_sent_at = ${now}, ticket_id = coalesce(ticket_id, ${by.ticketId}::uuid),
      queue_id = case when ticket_id is null then ${by.queueId}::uuid else queue_id end,
      sender_id = case when ticket_id is null then ${by.senderId}::uuid else sender_id end
    where company_id = ${e.companyId} and contact_id = ${e.contactId} and channel_id = ${e.channelId} and campaign_id = ${e.campaignId} and ended_at is null
    returning id, ticket_id as "ticketId"`.execute(tx)
  return first(result)!
}

/** The newest words on the ticket, and the time of the first answer. */
export async function touchTicket(tx: Tx, companyId: string, ticketId: string, text: string): Promise<void> {
  await sql`
    update ticket set last_activity_at = now(), last_text = ${text.slice(0, 200)}, first_answer_at = coalesce(first_answer_at, case when agent_id is not null then now() end)
    where company_id = ${companyId} and id = ${ticketId}`.execute(tx)
}

/** TK-4: sends without answer end by themselves. Returns what ended. */
export async function endUnanswered(
  tx: Tx,
  days: number,
): Promise<{ companyId: string; id: string; seers: string[] }[]> {
  const { rows } = await sql<{ companyId: string; id: string; seers: string[] }>`
    update interaction i set ended_at = now(), end_reason = 'no_answer'
    where ended_at is null and ticket_id is null and last_sent_at < now() - make_interval(days => ${days})
    returning company_id as "companyId", id, ${seersOfSend} as seers`.execute(tx)
  return rows
}

/** Whose it was besides counts only until it has an answer or ends. */
export async function forgetEarlierSenders(tx: Tx): Promise<void> {
  await sql`
    delete from earlier_sender e using interaction i
    where i.company_id = e.company_id and i.id = e.interaction_id and (i.ended_at is not null or i.ticket_id is not null)`.execute(
    tx,
  )
}
